"""All settings of an installation. What differs between machines comes from the environment."""

import zoneinfo
from pathlib import Path

from csp.constants import NONCE, NONE, SELF
from django.utils.translation import gettext_lazy as _
from environs import Env

from config.secret import kept_secret

# One set of zone rules everywhere: the tzdata package, never the operating system's older copy.
zoneinfo.reset_tzpath(to=())

BASE_DIR = Path(__file__).resolve().parent.parent
env = Env()

# -- The machine -------------------------------------------------------------------------------

DEBUG = env.bool("DAGBOK_DEBUG", False)
DATA_DIR = Path(env.str("DAGBOK_DATA_DIR", str(BASE_DIR / "var")))
DATA_DIR.mkdir(parents=True, exist_ok=True)
SECRET_KEY = env.str("DAGBOK_SECRET_KEY", "") or kept_secret(DATA_DIR / "secret-key")
ALLOWED_HOSTS = env.list("DAGBOK_HOSTS", ["localhost", "127.0.0.1", "[::1]"])
CSRF_TRUSTED_ORIGINS = env.list("DAGBOK_ORIGINS", [])
ORGANISATION = env.str("DAGBOK_ORGANISATION", "Dagbok")
ORGANISATION_ADDRESS = env.str("DAGBOK_ADDRESS", "")
# Where Directions leads: an address with {place} in it.
MAP_URL = env.str("DAGBOK_MAP_URL", "https://www.openstreetmap.org/directions?to={place}")
# Behind TLS set DAGBOK_TLS=1: secure cookies, HSTS and the redirect to https follow.
TLS = env.bool("DAGBOK_TLS", False)

# -- Applications ------------------------------------------------------------------------------

INSTALLED_APPS = [
    "django.contrib.admin",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "whitenoise.runserver_nostatic",
    "django.contrib.staticfiles",
    "django.forms",
    "allauth",
    "allauth.account",
    "crispy_forms",
    "crispy_bootstrap5",
    "csp",
    "django_htmx",
    "huey.contrib.djhuey",
    "recurrence",
    "simple_history",
    "crm",
    "followups",
    "diary",
]

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",  # before the policies: files need none of them
    "csp.middleware.CSPMiddleware",
    "django_permissions_policy.PermissionsPolicyMiddleware",
    "config.compression.brotli_pages",
    "django.middleware.gzip.GZipMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "crm.middleware.well_formed_input",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "crm.middleware.personal_settings",
    "crm.middleware.page_for_wrong_method",
    "django.contrib.auth.middleware.LoginRequiredMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "simple_history.middleware.HistoryRequestMiddleware",
]

ROOT_URLCONF = "config.urls"
WSGI_APPLICATION = "config.wsgi.application"

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [BASE_DIR / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "csp.context_processors.nonce",
                "crm.context_processors.frame",
            ],
            "builtins": [
                "django.templatetags.i18n",
                "django.templatetags.static",
                "crm.templatetags.fixed",
            ],
        },
    },
]

# Widgets of our own have their templates in templates/, like everything else.
FORM_RENDERER = "crm.forms.renderer.Renderer"
CRISPY_ALLOWED_TEMPLATE_PACKS = "bootstrap5"
CRISPY_TEMPLATE_PACK = "bootstrap5"
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

# -- Data --------------------------------------------------------------------------------------

DATABASES = {"default": env.dj_db_url("DATABASE_URL", f"sqlite:///{DATA_DIR / 'dagbok.sqlite3'}")}

if DATABASES["default"]["ENGINE"] == "django.db.backends.sqlite3":
    # A write takes its lock at the start (no "database is locked" half way) and is on the disk
    # when it is confirmed; readers never wait for writers.
    DATABASES["default"]["OPTIONS"] = {
        "transaction_mode": "IMMEDIATE",
        "timeout": 20,
        "init_command": (
            "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; PRAGMA mmap_size=268435456;"
            "PRAGMA journal_size_limit=67108864; PRAGMA cache_size=-20000;"
        ),
    }
    DATABASES["default"]["CONN_MAX_AGE"] = None
else:
    DATABASES["default"]["OPTIONS"] = {"pool": {"min_size": 1, "max_size": 8, "timeout": 10}}
    if not env.bool("DAGBOK_POOLER", False):
        # Pages ask the same small questions again and again: each is planned once (crm/plans.py),
        # and for none are other processes started.
        DATABASES["default"]["OPTIONS"] |= {
            "prepare_threshold": 0,
            "options": (
                "-c plan_cache_mode=force_generic_plan -c max_parallel_workers_per_gather=0"
            ),
        }

REDIS_URL = env.str("REDIS_URL", "")
if REDIS_URL:
    CACHES = {
        "default": {"BACKEND": "django.core.cache.backends.redis.RedisCache", "LOCATION": REDIS_URL}
    }
    SESSION_ENGINE = "django.contrib.sessions.backends.cached_db"
else:
    CACHES = {
        "default": {
            "BACKEND": "django.core.cache.backends.db.DatabaseCache",
            "LOCATION": "django_cache",
        }
    }

# -- Background work ---------------------------------------------------------------------------

HUEY = {
    "name": "dagbok",
    "immediate": env.bool("DAGBOK_TASKS_AT_ONCE", False),
    **(
        {"huey_class": "huey.RedisHuey", "connection": {"url": REDIS_URL}}
        if REDIS_URL
        else {"huey_class": "huey.SqliteHuey", "filename": str(DATA_DIR / "tasks.sqlite3")}
    ),
    "consumer": {"workers": 1, "worker_type": "thread", "check_worker_health": True},
}

# -- People ------------------------------------------------------------------------------------

AUTH_USER_MODEL = "crm.User"
AUTHENTICATION_BACKENDS = ["crm.authentication.PreferencesBackend"]
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "/"
ACCOUNT_LOGIN_METHODS = {"username", "email"}
ACCOUNT_SIGNUP_FIELDS = ["email*", "username*", "password1*"]
ACCOUNT_ADAPTER = "crm.authentication.ClosedAccountAdapter"
ACCOUNT_EMAIL_VERIFICATION = "none"
ACCOUNT_PREVENT_ENUMERATION = True
ACCOUNT_EMAIL_UNKNOWN_ACCOUNTS = False
ACCOUNT_SESSION_REMEMBER = True
ACCOUNT_LOGOUT_REDIRECT_URL = LOGIN_URL
SESSION_COOKIE_AGE = 14 * 24 * 60 * 60
PASSWORD_HASHERS = ["django.contrib.auth.hashers.Argon2PasswordHasher"]
AUTH_PASSWORD_VALIDATORS = [
    {
        "NAME": "django.contrib.auth.password_validation.MinimumLengthValidator",
        "OPTIONS": {"min_length": 12},
    },
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
]

# -- Language and time -------------------------------------------------------------------------

LANGUAGE_CODE = env.str("DAGBOK_LANGUAGE", "en")
LANGUAGES = [("en", _("English")), ("nb", _("Norwegian bokmål"))]
LOCALE_PATHS = [BASE_DIR / "locale"]
TIME_ZONE = env.str("DAGBOK_TIME_ZONE", "Europe/Oslo")
# Whose telephone numbers are written without the code of the country (ISO 3166).
COUNTRY = env.str("DAGBOK_COUNTRY", "NO")
USE_TZ = True
FORMAT_MODULE_PATH = "config.formats"

# -- Mail --------------------------------------------------------------------------------------

vars().update(env.dj_email_url("EMAIL_URL", "console://"))
DEFAULT_FROM_EMAIL = env.str("DAGBOK_MAIL_FROM", "dagbok@localhost")

# -- Files -------------------------------------------------------------------------------------

STATIC_URL = "static/"
STATIC_ROOT = DATA_DIR / "static"
STATICFILES_DIRS = [BASE_DIR / "static"]
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {
        "BACKEND": (
            "django.contrib.staticfiles.storage.StaticFilesStorage"
            if DEBUG
            else "config.static_files.OnePieceStorage"
        )
    },
}
# Documents: no address leads here; crm/views/documents.py hands them to those who may have them.
MEDIA_ROOT = DATA_DIR / "documents"
LARGEST_FILE = env.int("DAGBOK_FILE_MB", 20) * 1024 * 1024
LARGEST_IMAGE = env.int("DAGBOK_IMAGE_MB", 10) * 1024 * 1024
FILE_KINDS = env.list(
    "DAGBOK_FILE_KINDS",
    [
        *("pdf", "docx", "xlsx", "pptx", "doc", "xls", "ppt", "msg", "odt", "ods", "odp", "rtf"),
        *("zip", "png", "jpg", "jpeg", "gif", "webp", "txt", "md", "csv", "ics", "vcf", "eml"),
    ],
)
LARGEST_IMPORT = env.int("DAGBOK_IMPORT_MB", 10) * 1024 * 1024
FILE_UPLOAD_HANDLERS = ["crm.uploads.BoundedUpload"]
DATA_UPLOAD_MAX_NUMBER_FILES = 4
WHITENOISE_KEEP_ONLY_HASHED_FILES = True

# -- Safety ------------------------------------------------------------------------------------

CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [NONE],
        "script-src": [SELF, NONCE],
        "style-src": [SELF],
        "img-src": [SELF, "data:"],
        "connect-src": [SELF],
        "font-src": [SELF],
        "manifest-src": [SELF],
        "form-action": [SELF],
        "base-uri": [NONE],
        "object-src": [NONE],
        "frame-ancestors": [NONE],
    }
}
PERMISSIONS_POLICY = {
    name: []
    for name in ("camera", "geolocation", "microphone", "payment", "usb", "interest-cohort")
}
X_FRAME_OPTIONS = "DENY"
SECURE_REFERRER_POLICY = "same-origin"
SECURE_CROSS_ORIGIN_OPENER_POLICY = "same-origin"
SECURE_CONTENT_TYPE_NOSNIFF = True
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = CSRF_COOKIE_SAMESITE = "Lax"
CSRF_COOKIE_HTTPONLY = True
DATA_UPLOAD_MAX_MEMORY_SIZE = 2_500_000
DATA_UPLOAD_MAX_NUMBER_FIELDS = 1000
if TLS:
    SECURE_SSL_REDIRECT = SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = True
    SECURE_HSTS_SECONDS = 365 * 24 * 60 * 60
    SECURE_HSTS_INCLUDE_SUBDOMAINS = SECURE_HSTS_PRELOAD = True
    SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
    # The limits on signing in count each visitor, not the proxy they all come through.
    ALLAUTH_TRUSTED_PROXY_COUNT = 1
    SESSION_COOKIE_NAME, CSRF_COOKIE_NAME = "__Host-session", "__Host-csrf"

# -- Logging -----------------------------------------------------------------------------------

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"line": {"format": "{asctime} {levelname} {name} {message}", "style": "{"}},
    "handlers": {"console": {"class": "logging.StreamHandler", "formatter": "line"}},
    "root": {"handlers": ["console"], "level": env.str("DAGBOK_LOG_LEVEL", "INFO")},
}
