"""The two calls that are measured, under the paths of the hub."""

import json
from decimal import Decimal

from django.db import transaction
from django.urls import path
from rest_framework import serializers
from rest_framework.parsers import FormParser
from rest_framework.response import Response
from rest_framework.views import APIView

from .models import Change, Customer, Item, Order


class ItemSerializer(serializers.Serializer):
    productName = serializers.CharField(max_length=255)
    initialPrice = serializers.DecimalField(max_digits=14, decimal_places=2)
    quantity = serializers.DecimalField(max_digits=14, decimal_places=3)


class OrderSerializer(serializers.Serializer):
    externalId = serializers.CharField(max_length=255)
    firstName = serializers.CharField(max_length=255, required=False, default="")
    lastName = serializers.CharField(max_length=255, required=False, default="")
    phone = serializers.CharField(max_length=32)
    items = ItemSerializer(many=True)


class Versions(APIView):
    def get(self, request):
        return Response({"success": True, "versions": ["5.0"]})


class Create(APIView):
    parser_classes = [FormParser]

    def post(self, request):
        sent = json.loads(request.data["order"])
        serializer = OrderSerializer(data=sent)
        serializer.is_valid(raise_exception=True)
        order = serializer.validated_data
        total = sum((item["initialPrice"] * item["quantity"] for item in order["items"]), Decimal(0))
        with transaction.atomic():
            customer, _ = Customer.objects.get_or_create(
                phone=order["phone"], defaults={"first_name": order["firstName"], "last_name": order["lastName"]}
            )
            made = Order.objects.create(external_id=order["externalId"], customer=customer, total=total, body=sent)
            Item.objects.bulk_create(
                Item(order=made, name=item["productName"], price=item["initialPrice"], quantity=item["quantity"]) for item in order["items"]
            )
            Change.objects.create(order=made, field="status", body={"old": None, "new": "new", "order": sent})
        return Response({"success": True, "id": made.id}, status=201)


urlpatterns = [path("api/api-versions", Versions.as_view()), path("api/v5/orders/create", Create.as_view())]
