"""Makes the tables and a key, which is printed."""

import os

os.environ["DJANGO_SETTINGS_MODULE"] = "shop.settings"

import django  # noqa: E402

django.setup()

from django.core.management import call_command  # noqa: E402
from rest_framework_api_key.models import APIKey  # noqa: E402

call_command("migrate", run_syncdb=True, verbosity=0)
print(APIKey.objects.create_key(name="bench")[1])
