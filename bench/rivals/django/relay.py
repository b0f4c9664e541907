"""The job of the relay, as a Django team would build it: Django REST framework, PostgreSQL, and Celery on Redis.

gunicorn relay:application answers webhooks, celery -A relay pushes summaries, python3 relay.py makes the tables.
PGHOST, PGPORT, PGUSER, PGDATABASE, REDIS_PORT and COMPANY_URL say where.
"""

import os

import django
import requests
from celery import Celery
from django.conf import settings

settings.configure(
    SECRET_KEY=os.urandom(32).hex(),
    ALLOWED_HOSTS=["127.0.0.1"],
    INSTALLED_APPS=["rest_framework"],
    MIDDLEWARE=[],
    ROOT_URLCONF="relay",
    USE_TZ=True,
    DEFAULT_AUTO_FIELD="django.db.models.BigAutoField",
    DATABASES={
        "default": {
            "ENGINE": "django.db.backends.postgresql",
            "HOST": os.environ["PGHOST"],
            "PORT": os.environ["PGPORT"],
            "USER": os.environ["PGUSER"],
            "NAME": os.environ["PGDATABASE"],
            "CONN_MAX_AGE": None,
        }
    },
    REST_FRAMEWORK={
        "DEFAULT_AUTHENTICATION_CLASSES": [],
        "DEFAULT_RENDERER_CLASSES": ["rest_framework.renderers.JSONRenderer"],
        "DEFAULT_PARSER_CLASSES": ["rest_framework.parsers.JSONParser"],
        "UNAUTHENTICATED_USER": None,
    },
)
django.setup()

from django.core.wsgi import get_wsgi_application  # noqa: E402
from django.db import connection, models, transaction  # noqa: E402
from django.urls import path  # noqa: E402
from rest_framework import permissions, serializers  # noqa: E402
from rest_framework.response import Response  # noqa: E402
from rest_framework.views import APIView  # noqa: E402

app = Celery("relay")
app.conf.broker_url = f"redis://127.0.0.1:{os.environ['REDIS_PORT']}/0"
app.conf.task_ignore_result = True
app.conf.worker_prefetch_multiplier = 32
session = requests.Session()


class User(models.Model):
    external_id = models.CharField(max_length=64, unique=True)

    class Meta:
        app_label = "relay"


class Result(models.Model):
    user = models.ForeignKey(User, on_delete=models.CASCADE)
    event_id = models.CharField(max_length=64, unique=True)
    test_id = models.CharField(max_length=64)
    score = models.DecimalField(max_digits=9, decimal_places=2)
    max_score = models.DecimalField(max_digits=9, decimal_places=2)
    passed = models.BooleanField()
    completed_at = models.DateTimeField()

    class Meta:
        app_label = "relay"


@app.task(bind=True, max_retries=5, ignore_result=True, name="relay.push")
def push(self, user_id):
    try:
        user = User.objects.get(pk=user_id)
        totals = Result.objects.filter(user=user).aggregate(
            tests_completed=models.Count("id"),
            tests_passed=models.Count("id", filter=models.Q(passed=True)),
            score=models.Sum("score", output_field=models.FloatField()),
            max_score=models.Sum("max_score", output_field=models.FloatField()),
        )
        summary = {"type": "user.summary.updated", "data": {"user_id": user.external_id, "totals": totals}}
        session.post(os.environ["COMPANY_URL"], json=summary, timeout=10).raise_for_status()
    except Exception as error:
        raise self.retry(exc=error, countdown=10)


class HasToken(permissions.BasePermission):
    def has_permission(self, request, view):
        return request.META.get("HTTP_AUTHORIZATION") == "Bearer bench-token"


class UserFields(serializers.Serializer):
    id = serializers.CharField(max_length=64)


class ResultFields(serializers.Serializer):
    test_id = serializers.CharField(max_length=64)
    score = serializers.DecimalField(max_digits=9, decimal_places=2, min_value=0)
    max_score = serializers.DecimalField(max_digits=9, decimal_places=2, min_value=0)
    passed = serializers.BooleanField()
    completed_at = serializers.DateTimeField()


class Event(serializers.Serializer):
    event_id = serializers.CharField(max_length=64)
    type = serializers.CharField(max_length=64)
    user = UserFields()
    result = ResultFields()


class Webhook(APIView):
    permission_classes = [HasToken]

    def post(self, request):
        event = Event(data=request.data)
        event.is_valid(raise_exception=True)
        data = event.validated_data
        with transaction.atomic():
            user, _ = User.objects.get_or_create(external_id=data["user"]["id"])
            _, is_new = Result.objects.get_or_create(event_id=data["event_id"], defaults=dict(data["result"], user=user))
        if is_new:
            push.delay(user.id)
        return Response({"event_id": data["event_id"]}, status=202)


urlpatterns = [path("api/v1/webhooks/results", Webhook.as_view())]
application = get_wsgi_application()

if __name__ == "__main__":
    with connection.schema_editor() as editor:
        for model in (User, Result):
            editor.create_model(model)
