"""How the OpenAPI document is made from the views."""

from __future__ import annotations

from typing import Any

from drf_spectacular.extensions import OpenApiAuthenticationExtension
from drf_spectacular.openapi import AutoSchema

from api.permissions import AnyoneAppsRead, SignedInOrApp
from api.problems import CODES, MEDIA_TYPE


class Schema(AutoSchema):
    """operation_id is the service's name; the tag is the resource."""

    def get_tags(self) -> list[str]:
        """The first word of the address after the journal's id, or the first at all."""
        parts = [part for part in self.path.split("/") if part and not part.startswith("{")]
        after = [part for part in parts if part not in ("api", "v1", "journals")]
        return [after[0] if after else "journals"]


class SessionScheme(OpenApiAuthenticationExtension):  # type: ignore[no-untyped-call]
    """The session cookie and the token of an app, for the document."""

    target_class = "api.authentication.SessionAuthentication"
    name = ["session", "app"]

    def get_security_requirement(self, auto_schema: Any) -> list[dict[str, list[Any]]]:
        """Either of them where apps may come, else the cookie."""
        wanted: list[dict[str, list[Any]]] = [{"session": []}]
        if {SignedInOrApp, AnyoneAppsRead} & set(auto_schema.view.permission_classes):
            wanted.append({"app": []})
        return wanted

    def get_security_definition(self, auto_schema: Any) -> list[dict[str, Any]]:
        """A cookie, and a header."""
        return [
            {"type": "apiKey", "in": "cookie", "name": "__Host-sid"},
            {"type": "http", "scheme": "bearer", "description": "See docs/integrators.md."},
        ]


PROBLEM: dict[str, Any] = {
    "type": "object",
    "required": ["type", "title", "status", "code"],
    "properties": {
        "type": {"type": "string", "format": "uri-reference"},
        "title": {"type": "string"},
        "status": {"type": "integer"},
        "code": {"type": "string", "enum": sorted(CODES)},
        "detail": {"type": "string"},
        "epoch": {"type": "integer"},
        "max_ops": {"type": "integer"},
        "max_bytes": {"type": "integer"},
        "min_schema": {"type": "integer"},
        "errors": {
            "type": "array",
            "items": {
                "type": "object",
                "required": ["pointer", "code", "detail"],
                "properties": {
                    "pointer": {"type": "string"},
                    "code": {"type": "string"},
                    "detail": {"type": "string"},
                },
            },
        },
    },
}


def add_problems(result: dict[str, Any], generator: Any, request: Any, public: bool) -> Any:
    """Give every operation its problem answers, and the document the problem's shape."""
    result.setdefault("components", {}).setdefault("schemas", {})["Problem"] = PROBLEM
    answer = {
        "description": "A problem, RFC 9457.",
        "content": {MEDIA_TYPE: {"schema": {"$ref": "#/components/schemas/Problem"}}},
    }
    for path, operations in result["paths"].items():
        for method, operation in operations.items():
            if not isinstance(operation, dict) or "responses" not in operation:
                continue
            for code in sorted(_codes(path, method, operation)):
                operation["responses"].setdefault(code, answer)
    return result


def _codes(path: str, method: str, operation: dict[str, Any]) -> set[str]:
    codes = {"429"}
    if operation.get("security"):
        codes |= {"401", "403"}
    if "{" in path:
        codes |= {"404", "410"}
    if method in ("post", "put", "patch", "delete"):
        codes |= {"400", "403", "409", "410", "413", "415", "422"}
    if operation.get("parameters"):
        codes.add("422")
    if "/visit" in path:
        codes |= {"403", "410"}
    if path.endswith(("/ops", "/changes")):
        codes.add("426")
    return codes
