"""Settings of the server. Its data folder is in PEER_DATA."""

import os

SECRET_KEY = "of a server that lives for a minute"
ALLOWED_HOSTS = ["*"]
ROOT_URLCONF = "shop.urls"
# Sets the length of answers, without which connections could not be kept.
MIDDLEWARE = ["django.middleware.common.CommonMiddleware"]
INSTALLED_APPS = ["rest_framework", "rest_framework_api_key", "shop"]
USE_TZ = True
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
API_KEY_CUSTOM_HEADER = "HTTP_X_API_KEY"
REST_FRAMEWORK = {
    "DEFAULT_AUTHENTICATION_CLASSES": [],
    "DEFAULT_PERMISSION_CLASSES": ["rest_framework_api_key.permissions.HasAPIKey"],
    "DEFAULT_RENDERER_CLASSES": ["rest_framework.renderers.JSONRenderer"],
    "UNAUTHENTICATED_USER": None,
}
DATABASES = {
    "default": {
        "ENGINE": "django.db.backends.sqlite3",
        "NAME": os.path.join(os.environ["PEER_DATA"], "peer.db"),
        "CONN_MAX_AGE": None,
        # As durable as the hub: an answered order is on the disk.
        "OPTIONS": {"timeout": 20, "transaction_mode": "IMMEDIATE", "init_command": "PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL;"},
    }
}
