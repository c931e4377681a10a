"""Names of operations in the client: from tags, operationIds and paths."""

from __future__ import annotations

from typing import Any

import pytest

from isogloss_codegen.build.naming import Named, choose_names

Given = tuple[str, str, str, str]

SHOP = {
    "getUsers": ("get", "/users", "Users", "users.list"),
    "getUser": ("get", "/users/{user_id}", "Users", "users.get"),
    "postUser": ("post", "/users", "Users", "users.post"),
    "get_items_id": ("get", "/items/{item_id}", "Items", "items.get"),
    "get_items": ("get", "/items", "Items", "items.list"),
    "getOnlyThing": ("get", "/things/one", "Things", "things.get_only_thing"),
}
VERSIONED = {
    "GetAccount": ("get", "/v1/account", "", "account.get"),
    "GetCustomers": ("get", "/v1/customers", "", "customers.list"),
    "GetCustomersSearch": ("get", "/v1/customers/search", "", "customers.search"),
    "DeleteCustomersCustomer": ("delete", "/v1/customers/{customer}", "", "customers.delete"),
    "PostCustomersCustomerCards": ("post", "/v1/customers/{customer}/cards", "", "customers.cards.create"),
    "PostCustomersCustomerCardsId": ("post", "/v1/customers/{customer}/cards/{id}", "", "customers.cards.update"),
    "PostCustomersCustomerVerify": ("post", "/v1/customers/{customer}/verify", "", "customers.verify"),
    "GetCustomersCustomerDiscount": ("get", "/v1/customers/{customer}/discount", "", "customers.discount.get"),
}

DOTTED = {
    "get_docgen_jobs_v2025.0": ("get", "/docgen_jobs", "Docgen", "docgen.get_jobs_v2025_0"),
    "hubs.list": ("get", "/hubs", "Hubs", "hubs.list"),
    "put_users_id_folders_0": ("put", "/users/{user_id}/folders/0", "Users", "users.folders_0.replace"),
}


@pytest.mark.parametrize("document", [SHOP, VERSIONED, DOTTED])
def test_names_are_those_that_a_person_would_choose(document: dict[str, Given]) -> None:
    def node(id: str, tag: str) -> dict[str, Any]:
        return {"operationId": id, "tags": [tag] if tag else []}

    operations = [Named(method, path, node(id, tag)) for id, (method, path, tag, _) in document.items()]
    found = [".".join((*resource, name)) for resource, name in choose_names(operations)]
    assert found == [name for *_, name in document.values()]
