"""What can be wrong with an overlay, by the ids of these rules."""

from __future__ import annotations

from functools import partial

from ...rule import Rule, by_id

_rule = partial(Rule, area="overlay", levels=("error",))

RULES = by_id(
    [
        _rule(
            id="overlay-invalid",
            title="An overlay is not what the Overlay specification and overlay.schema.json describe.",
            why="A word that nobody reads states nothing, although its author thinks so.",
            example="update: {x-support: {status: ignorred}}",
            advice="The help line names what was meant; editors that know overlay.schema.json complete it.",
        ),
        _rule(
            id="evidence-missing",
            title="A fact about a provider does not say on whose word it is, where, and when that was read.",
            why="Nobody can check it, and nobody knows when it has become old.",
            example="- target: $.components.schemas.Order.properties.note\n  update: {x-support: {status: ignored}}",
            advice="Add `x-evidence` (in words of one's own `evidence`): kind, source, where, says and retrieved.",
        ),
        _rule(
            id="evidence-todo",
            levels=("warning",),
            title="On whose word something is has still to be filled in: TODO stands there.",
            why="`isogloss init-provider` makes guesses from another provider; a guess without a source is no fact.",
            example="x-evidence: [{kind: docs, source: TODO, where: TODO, says: TODO, retrieved: 2026-11-20}]",
            advice="Name the document, the place and what it says there. If it says nothing, remove the statement.",
        ),
        _rule(
            id="note-missing",
            title="A status that only a note can explain (partial, transformed, conditional) has none.",
            why="Whoever reads that something is partial wants to know what works.",
            example="x-support: {status: partial}",
            advice="Add a `note` of one or two sentences, and to `conditional` also `when`.",
        ),
        _rule(
            id="x-word-unknown",
            title="A word that begins with `x-` is none of this project's, or stands where it means nothing.",
            why="It is taken for one that does something, and does nothing.",
            example="update: {x-suport: {status: full}}",
            advice="spec/README.md lists the words, and where each may stand.",
        ),
        _rule(
            id="target-invalid",
            title="A target is no JSONPath of RFC 9535.",
            why="What it selects would differ from tool to tool.",
            example="target: $.components.schemas.[Order]",
            advice="Write `$.components.schemas.Order`, or `$.paths['/v1/orders'].get` where a name is no word.",
        ),
        _rule(
            id="target-missing",
            title="A target selects nothing in the document: the action would change nothing, in silence.",
            why="The name is misspelt, or the base has moved on and the statement is about something that is gone.",
            example="target: $.components.schemas.Order.properties.ntoe",
            advice="The help line names the nearest key. An earlier `remove` counts as well.",
        ),
        _rule(
            id="copy-ambiguous",
            title="What an action copies is more than one thing.",
            why="Only one can be put into the target.",
            example="- {target: $.info, copy: $.components.schemas.*}",
            advice="Narrow the path, or write an action for each.",
        ),
        _rule(
            id="update-mismatch",
            title="An update does not fit its target: mappings are merged, plain values replaced by plain values.",
            why="Anything else would lose what stands there.",
            example="- {target: $.info.title, update: {name: Shop}}",
            advice="Write an update of the same kind, or remove the target first.",
        ),
        _rule(
            id="item-repeated",
            title="An update adds to a list what the list has already.",
            why="Lists can only be added to, so that an update of a list that was copied from the base doubles it.",
            example="- {target: $.components.schemas.Order.required, update: [id]}     # id is required already",
            advice="Add only what is new; to replace a list, remove it first.",
        ),
        _rule(
            id="support-twice",
            title="The support of one subject is stated by two actions: the last one would win in silence.",
            why="What sources say twice, differently, is a fact of its own.",
            example="- {target: $.components.schemas.Order, update: {x-support: {status: full}}}\n"
            "- {target: $.components.schemas.Order, update: {x-support: {status: ignored}}}",
            advice="Say it once; put the contradiction into `x-conflicts`, with what is taken and why.",
        ),
        _rule(
            id="support-misplaced",
            title="A statement of support stands where there is nothing that a provider supports or not.",
            why="It would be in no table and nobody would be told.",
            example="- {target: $.info, update: {x-support: {status: full}}}",
            advice="State it of a component, a property, a member of a union, an operation, a parameter, a header, an "
            "error or a security scheme.",
        ),
        _rule(
            id="value-unknown",
            title="A value of which support is stated is none of those that its owner enumerates.",
            why="The statement would be about nothing; mostly the value is misspelt.",
            example="- {target: $.components.schemas.State, update: {x-support-values: {lots: {status: ignored}}}}",
            advice="Take a value of the enumeration, or add it by another action first.",
        ),
        _rule(
            id="union-emptied",
            title="All members of a union, or all values of an enumeration, are rejected: nothing would be left.",
            why="What has no legal value cannot be sent at all, which is another statement.",
            example="default_status: rejected       # and no member of the union is stated",
            advice="Reject what the union stands in instead, or state what is taken.",
        ),
        _rule(
            id="rule-unknown",
            title="A rule that an overlay names is not described in rules.yaml.",
            why="No table could show it, and no program could act on it.",
            example="x-rules: [{rule: roles-alternat, at: messages, status: full}]",
            advice="Correct the name, or describe the rule in rules.yaml first.",
        ),
        _rule(
            id="rule-place",
            title="The place at which a rule is said to hold is not in the document.",
            why="The rule would be shown and checked nowhere; mostly a name is misspelt.",
            example="x-rules: [{rule: default-applied, at: temprature, value: 1, status: full}]",
            advice="Write `orders[].note` for what is sent, `response.total` or `response.404.error` for an answer, "
            "`stream.ping` for an event, `header.name`, `query.name`, `POST /path`, or url, body, response or stream.",
        ),
        _rule(
            id="conflict-subject",
            title="A conflict is about nothing that the document or the overlay has.",
            why="It would be shown nowhere.",
            example="x-conflicts: [{subject: provider.authh, claims: [...]}]",
            advice="Write a JSONPath into the document, or `provider.` and a word of x-provider.",
        ),
        _rule(
            id="joined-url",
            title="The URL that is said to be called is not what clients make of the server's.",
            why="Clients append the path to the base URL: one that already ends in the version makes a 404.",
            example="servers: [{url: https://shop.example/v1, joined: https://shop.example/v1/orders}]",
            advice="Leave the version out of `url`, or correct `joined`.",
        ),
        _rule(
            id="scheme-unknown",
            title="A security scheme is none of the document's.",
            why="Clients would not know which header to send the key in.",
            example="auth: {schemes: [ApiKy]}",
            advice="Take a name from components/securitySchemes.",
        ),
        _rule(
            id="provider-name",
            title="The id or version of a provider is not that of its file.",
            why="People find the file by its name, programs the provider by its id: they have to be the same.",
            example="shop@2026-11.overlay.yaml:   info: {version: 2026-10, x-provider: {id: shop}}",
            advice="Rename the file to `<id>@<version>.overlay.yaml`, or correct what is in it.",
        ),
        _rule(
            id="extends-unresolved",
            title="The document that an overlay extends is not there.",
            why="An overlay by itself says nothing.",
            example="extends: ../opanapi.yaml",
            advice="Write `isogloss:base`, or the path of a file beside the overlay or in the folder above it.",
        ),
    ]
)
