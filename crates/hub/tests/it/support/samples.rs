//! Orders and customers with every field a client may write.

use serde_json::{Value, json};

use super::TestHub;

/// What the full samples refer to: a manager, a warehouse, a delivery service.
pub fn furnish(hub: &TestHub) -> i64 {
    hub.entry("stores", "depot", json!({"code": "depot", "name": "Depot"}));
    hub.person("mona@hub.test", &["manager"])
}

/// An order with every field that can be written; it names a customer by external id.
pub fn order(manager: i64) -> Value {
    json!({
        "number": "N-1", "externalId": "e-1", "orderType": "eshop-legal", "orderMethod": "phone", "privilegeType": "loyalty_level",
        "countryIso": "KZ", "createdAt": "2026-03-01 10:20:30", "statusUpdatedAt": "2026-03-02 11:21:31",
        "discountManualAmount": 12.5, "discountManualPercent": 10, "mark": 4, "markDatetime": "2026-03-03 12:22:32",
        "lastName": "Петрова", "firstName": "Анна", "patronymic": "Ильинична", "phone": "8 (926) 123-45-67",
        "additionalPhone": "+7 495 765-43-21", "email": "Anna@Example.com", "call": true, "expired": true,
        "customerComment": "Позвоните", "managerComment": "Line one\nline two", "managerId": manager,
        "customer": {"externalId": "c-1", "site": "north"},
        "contragent": contragent(),
        "delivery": {
            "code": "courier", "cost": 300.5, "netCost": 250, "vatRate": "20.00", "date": "2026-03-20",
            "time": {"from": "09:00", "to": "18:30", "custom": "after lunch"},
            "service": {"name": "Express", "code": "express", "active": true, "deliveryType": "courier"},
            "data": {
                "externalId": "D-77", "trackNumber": "TRACK-9", "locked": true, "tariff": "fast", "pickuppointId": "P1",
                "payerType": "receiver", "shipmentpointId": "S1", "extraData": {"lift": "yes"}, "courierId": 3,
                "packages": [{"packageId": "1", "weight": 500}], "itemDeclaredValues": [{"value": 10}],
            },
            "address": {
                "index": "101000", "countryIso": "KZ", "region": "Область", "regionId": 1, "city": "Москва", "cityId": 2,
                "cityType": "г.", "street": "Тверская", "streetId": 3, "streetType": "ул.", "building": "7", "flat": "12",
                "floor": 4, "block": 2, "house": "7a", "housing": "1", "metro": "Охотный Ряд", "notes": "Домофон не работает",
                "text": "101000, Москва, Тверская, 7",
            },
        },
        "status": "assembling", "statusComment": "Picked",
        "source": {"source": "yandex", "medium": "cpc", "campaign": "spring", "keyword": "чай", "content": "banner"},
        "weight": 1500.5, "length": 300, "width": 200, "height": 100, "shipmentStore": "depot", "shipmentDate": "2026-03-19",
        "shipped": true, "dialogId": 11, "customFields": {"gift": true, "wrap": "красная", "score": 7.5}, "clientId": "GA.1",
        "loyaltyEventDiscountId": 5, "loyaltyEventId": 6, "applyRound": true, "isFromCart": true,
        "items": [
            {
                "externalIds": [{"code": "shop", "value": "1"}, {"code": "erp", "value": "E1"}], "priceType": {"code": "base"},
                "initialPrice": 101.4, "discountManualAmount": 1, "discountManualPercent": 5, "vatRate": "20.00",
                "createdAt": "2026-03-01 10:20:31", "quantity": 2, "status": "confirming", "comment": "fragile",
                "offer": {"externalId": "40", "xmlId": "x40"}, "productName": "Чайник",
                "properties": {"color": {"code": "color", "name": "Colour", "value": "red"}}, "purchasePrice": 50.25, "ordering": 2,
                "markingCodes": ["M1", "M2"], "markingObjects": [{"code": "M3", "provider": "chestny_znak"}],
            },
            {"productName": "Cup", "initialPrice": 20, "quantity": 1.5, "externalIds": [{"code": "shop", "value": "2"}]},
        ],
        "payments": [{
            "externalId": "p-1", "type": "bank-card", "status": "paid", "amount": 100.25, "paidAt": "2026-03-01 10:25:00", "comment": "online",
        }],
    })
}

/// A customer with every field that can be written and is answered.
pub fn customer(manager: i64) -> Value {
    json!({
        "externalId": "c-1", "isContact": true, "createdAt": "2026-02-01 10:00:00", "managerId": manager, "vip": true, "bad": true,
        "contragent": contragent(), "tags": [{"name": "Постоянный"}, {"name": "tea"}],
        "customFields": {"level": 3, "club": "да"}, "personalDiscount": 7.5, "discountCardNumber": "CARD-1",
        "address": {
            "name": "Дом", "isMain": true, "index": "101000", "countryIso": "RU", "region": "Область", "regionId": 1, "city": "Москва",
            "cityId": 2, "cityType": "г.", "street": "Тверская", "streetId": 3, "streetType": "ул.", "building": "7", "flat": "12",
            "floor": 4, "block": 2, "house": "7a", "housing": "1", "metro": "Охотный Ряд", "notes": "Домофон", "text": "Тверская, 7",
            "externalId": "a-1", "intercomCode": "12K",
        },
        "firstName": "Анна", "lastName": "Петрова", "patronymic": "Ильинична", "sex": "female", "email": "Anna@Example.com",
        "emailMarketingUnsubscribedAt": "2026-02-02 12:00:00", "phones": [{"number": "8 (926) 123-45-67"}, {"number": "+74957654321"}],
        "birthday": "1990-05-17",
        "source": {"source": "yandex", "medium": "cpc", "campaign": "spring", "keyword": "чай", "content": "banner"},
        "photoUrl": "https://img.test/a.png", "mgCustomerId": 91,
    })
}

fn contragent() -> Value {
    json!({
        "contragentType": "legal-entity", "legalName": "ООО Чай", "legalAddress": "Москва", "INN": "7700000001", "OKPO": "00000001",
        "KPP": "770001001", "OGRN": "1027700000001", "OGRNIP": "304770000000001", "certificateNumber": "77-1",
        "certificateDate": "2010-01-02", "BIK": "044525225", "bank": "Банк", "bankAddress": "Вавилова", "corrAccount": "301018104",
        "bankAccount": "407028105",
    })
}
