"""The models of a large API are in several modules, and importing them is as before."""

from __future__ import annotations

import importlib
import sys
from collections.abc import Callable
from pathlib import Path
from types import ModuleType

import pytest

from isogloss_codegen.generate import generate
from isogloss_codegen.render import division

_DOCUMENT = """\
openapi: 3.0.3
info: {title: Hall, version: '1'}
paths:
  /pets:
    get:
      operationId: pets/list
      parameters: [{name: limit, in: query, schema: {type: integer}}]
      responses: {'200': {description: It., content: {application/json: {schema: {$ref: '#/components/schemas/Pet'}}}}}
    post:
      operationId: pets/add
      requestBody: {content: {application/json: {schema: {$ref: '#/components/schemas/Pet'}}}}
      responses: {'204': {description: Done.}}
  /pets/toys:
    get:
      operationId: pets/toys/list
      responses: {'200': {description: It., content: {application/json: {schema: {$ref: '#/components/schemas/Toy'}}}}}
  /users:
    get:
      operationId: users/list
      responses: {'200': {description: It., content: {application/json: {schema: {$ref: '#/components/schemas/User'}}}}}
x-webhooks:
  user-added:
    post:
      operationId: users/added
      requestBody: {content: {application/json: {schema: {$ref: '#/components/schemas/Added'}}}}
  not-read: {post: {requestBody: {content: {application/json: {schema: {$ref: '#/nowhere'}}}}}}
components:
  schemas:
    Pet:
      type: object
      properties: {name: {$ref: '#/components/schemas/Name'}, toys: {$ref: '#/components/schemas/Toys'}}
    Toys: {type: array, items: {$ref: '#/components/schemas/Toy'}}
    # Its description names what another module has: User.
    Toy: {type: object, description: The toy of a Pet or User., properties: {of: {$ref: '#/components/schemas/Toy'}}}
    Name: {type: object, properties: {first: {type: string}}}
    User: {type: object, properties: {name: {$ref: '#/components/schemas/Name'}}}
    Added: {type: object, properties: {added: {type: object, properties: {by: {$ref: '#/components/schemas/Name'}}}}}
    Unused: {type: object, properties: {a: {$ref: '#/components/schemas/User'}}}
"""


def test_models_are_in_modules_by_what_uses_them(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, imported: Callable[..., ModuleType]
) -> None:
    (tmp_path / "hall.yaml").write_text(_DOCUMENT, encoding="utf-8")
    whole = generate(tmp_path / "hall.yaml", package="hall")
    monkeypatch.setattr(division, "_FEW", 5)
    monkeypatch.setattr(division, "_MOST", 5)
    divided = generate(tmp_path / "hall.yaml", package="hall")
    assert divided.changed_since(whole.files) == "0 schemas changed -> 0 models, 0 providers"
    assert divided.files.keys() - whole.files.keys() == {
        f"hall/models/{name}.py" for name in ("__init__", "common", "pets", "unused", "users", "webhooks_users")
    }
    hall = imported(tmp_path / "hall.yaml", "hall")
    models = importlib.import_module("hall.models")
    assert models.Pet(name={"first": "a"}, toys=[{"of": {}}]).toys[0] == models.Toy(of={})
    assert "hall.models.users" not in sys.modules
    assert (hall.User, models.Added.__module__) == (models.users.User, "hall.models.webhooks_users")
    assert models.Added(added={"by": {"first": "a"}}).added.by == models.Name(first="a")
    homes = {name: getattr(models, name).__module__.rpartition(".")[2] for name in dir(models) if name != "Toys"}
    assert homes == {
        "Name": "common",
        "Unused": "unused",
        **dict.fromkeys(("Pet", "PetsListParameters", "Toy"), "pets"),
        "User": "users",
        **dict.fromkeys(("Added", "AddedInner"), "webhooks_users"),
    }


def test_models_of_requests_are_apart_from_those_of_answers(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, imported: Callable[..., ModuleType]
) -> None:
    (tmp_path / "hall.yaml").write_text(_DOCUMENT, encoding="utf-8")
    monkeypatch.setattr(division, "_FEW", 5)
    hall = imported(tmp_path / "hall.yaml", "hall")
    models = importlib.import_module("hall.models")
    assert hall.User(name={"first": "a"}).name == models.Name(first="a")
    assert "hall.models.requests" not in sys.modules
    homes = {name: getattr(models, name).__module__.rpartition(".")[2] for name in dir(models) if name != "Toys"}
    assert homes == {
        **dict.fromkeys(("Pet", "Toy", "Name"), "common"),
        "PetsListParameters": "requests",
        **dict.fromkeys(("User", "Added", "AddedInner"), "responses"),
        "Unused": "unused",
    }
