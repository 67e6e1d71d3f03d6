"""A store's day with the PyPI package `retailcrm`: store.py URL ONE_STORE_TOKEN TWO_STORES_TOKEN.

The first key sees the store `north` only, the second `north` and `south`. The hub has no orders yet.
"""

import sys

import retailcrm

URL, ONE_STORE, TWO_STORES = sys.argv[1:4]
north = retailcrm.v5(URL, ONE_STORE)
both = retailcrm.v5(URL, TWO_STORES)


def ok(response, status=200):
    """The body of a success."""
    assert response.get_status_code() == status, (response.get_status_code(), response.get_response())
    assert response.is_successful() and response.get_response()["success"] is True, response.get_response()
    return response.get_response()


def refused(response, status, message):
    """Checks a refusal: its status and its text to the letter."""
    got = (response.get_status_code(), response.get_error_msg())
    assert got == (status, message), (got, response.get_response())
    assert response.get_response()["success"] is False
    return response.get_errors()


def order(number, **more):
    """An order as a shop writes it."""
    return {
        "externalId": f"py-{number}",
        "firstName": "Юлия",
        "lastName": f"Попова {number}",
        "phone": f"+7926123{number:04}",
        "items": [{"productName": "Чай", "initialPrice": 10, "quantity": 3}],
        **more,
    }


def follow(history, since, entity):
    """Every row after `since`, moving sinceId as a shop's cron does."""
    rows = []
    while True:
        body = ok(history({"sinceId": since}, limit=100))
        assert "generatedAt" in body and body["pagination"]["limit"] == 100, body
        for row in body["history"]:
            assert row["id"] > since, (row["id"], since)
            assert row[entity]["id"] and row["createdAt"] and row["source"] and row["field"], row
            since = row["id"]
            rows.append(row)
        if not body["history"]:
            return rows, since


def connecting():
    assert "5.0" in ok(north.api_versions())["versions"]
    credentials = ok(north.api_credentials())
    assert credentials["siteAccess"] == "access_selective", credentials
    assert credentials["sitesAvailable"] == ["north"], credentials
    assert {"order_read", "order_write", "customer_read", "customer_write"} <= set(credentials["scopes"]), credentials
    assert ok(both.api_credentials())["sitesAvailable"] == ["north", "south"]
    assert ok(north.sites())["sites"]["north"]["code"] == "north"
    refused(retailcrm.v5(URL, None).orders(), 403, '"apiKey" is missing.')
    refused(retailcrm.v5(URL, "x" * 32).orders(), 403, 'Wrong "apiKey" value.')


def customers():
    made = ok(north.customer_create({"externalId": "py-c1", "firstName": "Анна", "email": "anna@example.com", "phones": [{"number": "+79991112233"}]}), 201)
    read = ok(north.customer("py-c1"))["customer"]
    assert read["id"] == made["id"] and read["firstName"] == "Анна" and read["site"] == "north", read
    assert read["phones"] == [{"number": "+79991112233"}], read

    assert ok(north.customer_edit({"externalId": "py-c1", "lastName": "Белова"}))["id"] == made["id"]
    read = ok(north.customer(made["id"], "id"))["customer"]
    assert (read["firstName"], read["lastName"]) == ("Анна", "Белова"), read

    upload = [{"externalId": f"py-u{number}", "firstName": f"Имя {number}"} for number in range(50)]
    uploaded = ok(north.customers_upload(upload))
    assert [row["externalId"] for row in uploaded["uploadedCustomers"]] == [row["externalId"] for row in upload]
    assert ok(north.customers(limit=50, page=2))["pagination"] == {"limit": 50, "totalCount": 51, "currentPage": 2, "totalPageCount": 2}
    found = ok(north.customers({"externalIds": ["py-u7", "py-u9"]}))["customers"]
    assert {row["externalId"] for row in found} == {"py-u7", "py-u9"}, found

    rows, _ = follow(north.customers_history, 0, "customer")
    assert sum(1 for row in rows if row.get("created")) == 51, len(rows)
    renamed = [row for row in rows if row["field"] == "last_name" and row["customer"]["id"] == made["id"]]
    assert [(row["oldValue"], row["newValue"]) for row in renamed] == [(None, "Белова")], renamed


def orders():
    made = ok(north.order_create(order(1, customer={"externalId": "py-c1"}, delivery={"code": "courier", "cost": 5}, payments=[{"externalId": "py-p1", "type": "cash", "amount": 35}])), 201)
    read = ok(north.order("py-1"))["order"]
    assert read["id"] == made["id"] and read["status"] == "new" and read["site"] == "north", read
    assert read["customer"]["externalId"] == "py-c1", read["customer"]
    assert read["summ"] == 30 and read["totalSumm"] == 35 and read["delivery"]["cost"] == 5, read
    assert read["items"][0]["offer"]["displayName"] == "Чай" and read["items"][0]["quantity"] == 3, read["items"]
    (payment,) = read["payments"].values()
    assert payment["externalId"] == "py-p1" and payment["type"] == "cash" and payment["amount"] == 35, payment

    refused(north.order_create(order(1)), 400, "Order already exists.")
    errors = refused(north.order_create(order(2, orderType="no-such-type")), 400, "Order is not loaded")
    assert errors == {"orderType": '"OrderType" with "code"="no-such-type" does not exist.'}, errors
    errors = refused(north.order_create(order(2, customer={"externalId": "nobody"})), 400, "Order is not loaded")
    assert list(errors) == ["customer.externalId"], errors

    since = follow(north.orders_history, 0, "order")[1]
    upload = [order(number) for number in range(100, 150)]
    uploaded = ok(north.orders_upload(upload))
    assert [row["externalId"] for row in uploaded["uploadedOrders"]] == [row["externalId"] for row in upload]
    assert uploaded["failedOrders"] == [] and len(uploaded["orders"]) == 50
    partly = north.orders_upload([order(150), order(100)])
    assert partly.get_status_code() == 460, partly.get_response()
    body = partly.get_response()
    assert body["errorMsg"] == "Orders are loaded with errors" and body["success"] is False, body
    assert [row["externalId"] for row in body["uploadedOrders"]] == ["py-150"], body
    assert [row["externalId"] for row in body["failedOrders"]] == ["py-100"], body

    seen = []
    for page in (1, 2, 3):
        body = ok(north.orders(limit=20, page=page))
        assert body["pagination"] == {"limit": 20, "totalCount": 52, "currentPage": page, "totalPageCount": 3}, body["pagination"]
        seen += [row["externalId"] for row in body["orders"]]
    assert sorted(seen) == sorted(["py-1", "py-150"] + [row["externalId"] for row in upload]), seen
    refused(north.orders(limit=300), 400, "Errors in the input parameters")
    assert [row["externalId"] for row in ok(north.orders({"externalIds": ["py-120"]}))["orders"]] == ["py-120"]

    edited = ok(north.order_edit({"externalId": "py-120", "status": "complete", "customerComment": "да"}))
    assert edited["order"]["status"] == "complete" and edited["id"] == edited["order"]["id"], edited
    assert edited["order"]["items"][0]["quantity"] == 3, edited["order"]["items"]
    assert ok(north.orders_statuses([made["id"]], ["py-120", "nobody"]))["orders"] == [
        {"id": made["id"], "externalId": "py-1", "status": "new", "group": "new"},
        {"id": edited["id"], "externalId": "py-120", "status": "complete", "group": "complete"},
    ]

    rows, _ = follow(north.orders_history, since, "order")
    created = [row["order"]["externalId"] for row in rows if row.get("created")]
    assert created == [row["externalId"] for row in upload] + ["py-150"], created
    for row in rows:
        if row["source"] == "api":
            assert row["apiKey"] == {"current": True}, row
    comment = [row for row in rows if row["field"] == "customer_comment"]
    assert [(row["oldValue"], row["newValue"], row["order"]["externalId"]) for row in comment] == [(None, "да", "py-120")], comment
    status = [row for row in rows if row["field"] == "status" and not row.get("created")]
    assert [(row["oldValue"], row["newValue"]) for row in status] == [({"code": "new"}, {"code": "complete"})], status
    theirs = ok(both.orders_history({"orderExternalId": "py-120"}))["history"]
    assert theirs and all(row["apiKey"]["current"] is False for row in theirs if row["source"] == "api"), theirs


def payments():
    made = ok(north.order_payment_create({"externalId": "py-p2", "order": {"externalId": "py-100"}, "amount": 30, "type": "bank-card"}), 201)
    ok(north.order_payment_edit({"externalId": "py-p2", "status": "paid"}))
    read = ok(north.order("py-100"))["order"]["payments"][str(made["id"])]
    assert read["status"] == "paid" and read["amount"] == 30, read
    ok(north.order_payment_delete(made["id"]))
    assert ok(north.order("py-100"))["order"]["payments"] in ({}, []), "the payment is still there"
    refused(north.order_payment_delete(made["id"]), 404, "Not found")


def files():
    # The package sends JSON in a form field where others send the bytes: that text is the file.
    made = ok(north.files_upload({"filename": "contract.txt"}))["file"]["id"]
    card = ok(north.file(made))["file"]
    assert (card["type"], card["attachment"]) == ("text/plain", []) and card["size"] > 20, card
    ok(north.files_edit({"id": made, "filename": "договор.txt", "attachment": [{"order": {"externalId": "py-100"}}]}))
    rows = ok(north.files({"orderExternalIds": ["py-100"], "isAttached": 1}))["files"]
    assert [(row["id"], row["filename"]) for row in rows] == [(made, "договор.txt")], rows
    assert ok(both.files({"ids": [made]}))["pagination"]["totalCount"] == 1
    ok(north.files_delete(made))
    refused(north.file(made), 404, "Not found")


def packs():
    ok(north.stores_edit({"code": "py-main", "name": "Склад"}))
    item = ok(north.order("py-101"))["order"]["items"][0]["id"]
    pack = ok(north.pack_create({"itemId": item, "store": "py-main", "quantity": 2}), 201)["id"]
    ok(north.pack_edit({"id": pack, "quantity": 1, "shipmentDate": "2026-03-20 10:00:00"}))
    read = ok(north.pack(pack))["pack"]
    assert (read["quantity"], read["shipmentDate"], read["item"]["id"]) == (1, "2026-03-20", item), read
    assert [row["id"] for row in ok(north.packs({"itemId": item}))["packs"]] == [pack]
    ok(north.pack_delete(pack))
    fields = [(row["field"], row.get("deleted")) for row in ok(north.packs_history())["history"]]
    assert fields[0] == ("store", None) and fields[-1] == ("store", True), fields


def settings_of_modules():
    v3, v4 = retailcrm.v3(URL, ONE_STORE), retailcrm.v4(URL, ONE_STORE)
    ok(v3.telephony_settings("py-sip", "42", "https://sip.test/call", "true", "Sip", "https://sip.test/logo.svg"))
    ok(v4.telephony_setting_edit({"code": "py-sip", "active": False}))
    read = ok(v4.telephony_setting("py-sip"))["configuration"]
    assert (read["makeCallUrl"], read["active"], read["name"]) == ("https://sip.test/call", False, "Sip"), read
    ok(v4.marketplace_setting_edit({"code": "py-shop", "name": "Shop", "clientId": "1", "active": True}))


def several_stores():
    missing = "Parameter 'site' is missing"
    refused(both.order_create(order(200)), 400, missing)
    refused(both.orders_upload([order(200)]), 400, missing)
    refused(both.customer_create({"firstName": "Вера"}), 400, missing)
    south = ok(both.order_create(order(200), site="south"), 201)
    refused(both.order("py-200"), 400, missing)
    assert ok(both.order("py-200", site="south"))["order"]["id"] == south["id"]
    assert ok(both.order(south["id"], "id"))["order"]["site"] == "south"
    refused(both.order_create(order(201), site="west"), 403, "Access denied.")

    # What is in the other store is not there for the one-store key.
    refused(north.order("py-200"), 404, "Not found")
    refused(north.order(south["id"], "id"), 404, "Not found")
    refused(north.order("py-200", site="south"), 403, "Access denied.")
    assert ok(north.orders_statuses([south["id"]], []))["orders"] == []
    assert ok(north.orders({"ids": [south["id"]]}))["pagination"]["totalCount"] == 0
    # The same external id is free in the other store.
    assert ok(both.order_create(order(1), site="south"), 201)["id"] != ok(north.order("py-1"))["order"]["id"]


connecting()
customers()
orders()
payments()
files()
packs()
settings_of_modules()
several_stores()
