"""The architecture as two tables of permissions, each with its reason; what is not listed is refused.

Inside a layer, modules import each other as they like. Other imports, ours and those of libraries, are listed for each
layer, and so are the modules that may print, exit, use files, the network or other programs.
"""

from __future__ import annotations

_VALUES = "reading values of JSON is the same everywhere"
_WORDING = "near names and lists are worded the same everywhere"
_DOCUMENT = "it works on documents that are read and resolved"
_FINDINGS = "what it finds is reported as findings"
_SCHEMA = "what a schema accepts is asked in one place"
_SUPPORT = "what a provider says of a place is asked in one place"
_TRAFFIC = "traffic is read in one place"
_IR = "it works on the description of an API"
_WIRE = "it works on what is sent and received"
_SETTINGS = "what a project says of itself changes the findings"
_RELATIONS = "rules between properties are read in one place"
_LIMITS = "the bounds of what is kept are in one place"
_SECRETS = "no secret is kept or shown"
_ALL = "commands put the parts together"

# layer -> what it may import -> why. The layer of a module is the longest of these names that its own begins with.
IMPORTS: dict[str, dict[str, str]] = {
    "ir": {},
    "wire": {},
    "names": {},
    "limits": {},
    "files": {},
    "display": {},
    "markup": {},
    "page": {"markup": "pages are made of markup"},
    "patterns": {"pydantic_core": "the engine that models use decides what a pattern means"},
    "document.alternatives": {"document.values": _VALUES},
    "document.values": {},
    "document.source": {},
    "document.wording": {"names": "near names are told by their words"},
    "relations": {},  # it is copied into packages, and stands alone there
    "schema.maker": {},  # it is copied into packages, and stands alone there
    "findings": {"display": "texts of documents are made visible"},
    "schema": {
        "document.values": _VALUES,
        "document.wording": _WORDING,
        "ir": "references are named as in the description of an API",
        "wire": "a schema is read for one direction",
        "jsonschema_rs": "a library judges values",
    },
    "document": {
        "findings": _FINDINGS,
        "relations": _RELATIONS,
        "support": "statements of overlays are put into one table",
        "schema": "lint and overlays judge documents and examples by schemas",
        "patterns": "a pattern that no model reads is dropped while the document is prepared",
        "names": "parts of other files are named as classes are",
        "yaml": "a library reads YAML",
        "jsonpath_rfc9535": "a library selects the targets of overlays",
        "jsonschema_rs": "the schema of OpenAPI itself",
        "openapi_spec_validator": "a second judge of OpenAPI documents",
        "referencing": "a library finds the schemas of OpenAPI",
    },
    "project": {
        "document.load": "an unreadable file is reported like a document",
        "document.values": _VALUES,
        "document.wording": _WORDING,
        "findings": _FINDINGS,
    },
    "support": {  # it is copied into packages, with these
        "document.alternatives": "alternatives of properties are read in one place",
        "document.values": _VALUES,
        "relations": _RELATIONS,
    },
    "redaction": {"limits": _LIMITS},
    "traffic": {"document.values": _VALUES, "limits": _LIMITS},
    "build": {
        "document": _DOCUMENT,
        "findings": _FINDINGS,
        "schema": _SCHEMA,
        "support": _SUPPORT,
        "ir": "it makes the description that code is made from",
        "wire": "it makes the description that dialects are compared by",
        "names": "names of code are chosen in one place",
        "patterns": "patterns must mean the same in the models",
    },
    "render": {
        "ir": _IR,
        "schema.maker.keywords": "it walks through schemas",
        "schema.references": "it follows references",
        "schema.maker": "the example in the README of a project has valid values",
        "schema.components": "its references lead to components",
        "findings.markdown": "texts of a document are escaped in one place",
        "packaging": "versions and licences are written as Python has them",
        "files": "files are locked and replaced in one place",
        "names": "names of code are chosen in one place",
        "patterns": "patterns must mean the same in the models",
        "jinja2": "it fills the templates",
        "datamodel_code_generator": "it writes the classes, types and imports of models",
        "pydantic": "the attributes that all models have",
        "ruff": "it formats what is written",
    },
    "matrix": {
        "document": _DOCUMENT,
        "support": _SUPPORT,
        "markup": "its page is HTML",
        "page": "all reports are pages of one look",
        "jsonpath_rfc9535": "targets of overlays are paths",
    },
    "diff": {
        "document": _DOCUMENT,
        "support": _SUPPORT,
        "traffic": _TRAFFIC,
        "build": "it compares what `build` makes of documents",
        "schema": _SCHEMA,
        "wire": _WIRE,
        "findings": _FINDINGS,
        "project": _SETTINGS,
        "display": "reports are laid out in columns",
        "markup": "its page is HTML",
        "page": "all reports are pages of one look",
    },
    "check": {
        "document": _DOCUMENT,
        "relations": _RELATIONS,
        "build": "it judges by what `build` makes of documents",
        "schema": _SCHEMA,
        "support": _SUPPORT,
        "traffic": _TRAFFIC,
        "ir": _IR,
        "findings": _FINDINGS,
        "project": _SETTINGS,
        "redaction": _SECRETS,
        "limits": _LIMITS,
        "display": "reports are laid out in columns",
    },
    "probe": {
        "schema": "values of experiments are made in one place",
        "check": "answers are judged like recorded traffic",
        "document": _DOCUMENT,
        "support": _SUPPORT,
        "traffic": _TRAFFIC,
        "ir": _IR,
        "findings": _FINDINGS,
        "redaction": _SECRETS,
        "httpx2": "it asks a server",
        "yaml": "it writes the draft of an overlay",
    },
    "record": {
        "traffic": _TRAFFIC,
        "redaction": _SECRETS,
        "limits": _LIMITS,
        "httpx2": "it passes requests on",
    },
    "scaffold": {
        "document": _DOCUMENT,
        "relations": "a question for a rule has the value that the rule needs",
        "matrix": "a new overlay has a question for each row",
        "yaml": "it writes an overlay",
    },
    "settings": {
        "document": _DOCUMENT,
        "build": "addresses and credentials are those of generated clients",
        "ir": _IR,
        "names": "values of templates have names of code",
    },
    "generate": {
        "document": _ALL,
        "build": _ALL,
        "render": _ALL,
        "support": "packages hold what their lookups need of the document",
        "matrix": "the matrix is one of the generated files",
        "findings": _FINDINGS,
        "ir": _IR,
        "names": "names of code are chosen in one place",
        "display": "texts of documents are made visible",
    },
    "cli": {
        **dict.fromkeys(
            ("build", "check", "diff", "display", "document", "files", "findings", "generate", "matrix", "names",
             "probe", "project", "record", "redaction", "render", "scaffold", "settings", "traffic"),
            _ALL,
        ),
        "click": "it reads arguments",
        "rich": "it shows progress and tables",
        "httpx2": "it names the errors of the network",
        "isogloss": "`serve` and `record` run the generated server",
    },
    "__main__": {"cli": "it is where the command starts"},
}  # fmt: skip

# module or package -> what it may do -> why
POWERS: dict[str, dict[str, str]] = {
    "__main__": {"print": "a missing extra is reported before click is there", "exit": "as before"},
    "cli": dict.fromkeys(("print", "exit", "files", "network", "programs", "import"), "commands act for the user"),
    "files": {"files": "it writes single files, whole or not at all"},
    "document.load": {"files": "documents are read here"},
    "document.external": {"files": "a file that a document names is a file under its folder"},
    "document.revisions": {"programs": "git reads the files of a revision"},
    "document.overlay.extends": {"files": "what an overlay extends is a file under its folder"},
    "document.places": {"files": "the spec is looked for"},
    "document.providers": {"files": "overlays are found by their names"},
    "document.lint.example_files": {"files": "the examples of a spec are its files"},
    "document.lint.observable": {"files": "its schema is a file of the spec"},
    "document.overlay.vocabulary": {"files": "its schema is a file of the spec"},
    "project.settings": {"files": "pyproject.toml is looked for and read"},
    "build.words": {"files": "the names that generated modules have are read off the runtime"},
    "render.folder": {"files": "the output folder is kept safe"},
    "render.mixins": {"files": "the runtime's methods are read"},
    "render.package": {"files": "the runtime is copied"},
    "render.write": {"files": "the generated tree is written", "programs": "ruff formats it"},
    "page": {"files": "styles and scripts are files beside the modules"},
    "matrix.html": {"files": "styles and scripts are files beside the modules"},
    "diff.report.html": {"files": "styles and scripts are files beside the modules"},
    "diff.usage": {"files": "a log of requests is looked for"},
    "check.judging": {
        "files": "traffic is read from files",
        "print": "traffic is read from standard input",
        "programs": "several processes share the work",
    },
    "findings.rules": {"import": "tables of rules are loaded on demand"},
    "findings.sarif": {"import": "reports name the version of the tool"},
    "probe.run": {"network": "a server is asked"},
    "probe.session": {"network": "a server is asked"},
    "record.exchange_log": {"files": "the log is appended to while it is written"},
    "record.proxy": {"network": "requests are passed on"},
}
