"""An example for every answer of the API's description, made of the description itself, so that it is never wrong."""

from __future__ import annotations

from typing import Any

_ID = "01890a5d-ac96-774b-bcce-b302099a8057"
_BY_FORMAT = {
    "uuid": _ID,
    "date": "2024-07-18",
    "date-time": "2024-07-18T09:30:00Z",
    "uri": "https://tracker.example/api/v1/cases/example-robotics-v-sample/",
    "decimal": "250000.00",
}
# Plainly synthetic.
_BY_NAME: dict[str, Any] = {
    "slug": "example-robotics-v-sample",
    "title": "Example Robotics v. Sample (non-compete)",
    "name": "Sam Sample",
    "display_name": "Sam Sample",
    "person_name": "Sam Sample",
    "employer_name": "Example Robotics",
    "text": "Sam Sample",
    "language": "en",
    "jurisdiction": "CN",
    "governing_law": "CN",
    "url": "https://news.example/2024/07/sample-moves",
    "publisher": "Example Daily",
    "quote": "took legal action",
    "summary": None,
    "content_sha256": "9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08",
    "edtf": "2024-07-18",
    "date_text": "2024-07-18",
    "published_on": "2024-07-18",
    "lo": "2024-07-18",
    "hi": "2024-07-18",
    "precision": "day",
    "date_precision": "day",
    "date_words": "18 July 2024",
    "start": 120,
    "end": 137,
    "next": None,
    "previous": None,
    "revision": None,
    "outcome": "created",
}


def add_examples(result: Any, generator: Any, request: Any, public: Any) -> Any:  # noqa: ARG001 - the hook's signature
    """Hook of drf-spectacular: every JSON answer of success without an example gets one."""
    schemas = result["components"]["schemas"]
    for item in result["paths"].values():
        for operation in item.values():
            for status, answer in operation["responses"].items():
                content = answer.get("content", {}).get("application/json")
                if status.startswith("2") and content and "examples" not in content:
                    content["examples"] = {"example": {"value": _example(content["schema"], "", schemas)}}
    return result


def _example(schema: dict[str, Any], name: str, schemas: dict[str, Any]) -> Any:
    if "$ref" in schema:
        return _example(schemas[schema["$ref"].rsplit("/", 1)[-1]], name, schemas)
    for several in ("oneOf", "anyOf", "allOf"):
        if several in schema:
            return _example(schema[several][0], name, schemas)
    if "enum" in schema:
        wanted = _BY_NAME.get(name)
        return wanted if wanted in schema["enum"] else schema["enum"][0]
    kinds = schema.get("type", "object")
    kind = kinds[0] if isinstance(kinds, list) else kinds
    if kind == "object":
        if schema.get("examples"):
            return schema["examples"][0]
        return {key: _example(inner, key, schemas) for key, inner in schema.get("properties", {}).items()}
    if kind == "array":
        return [_example(schema["items"], name.removesuffix("s"), schemas)]
    return _plain(schema, kind, name, nullable=isinstance(kinds, list) and "null" in kinds)


def _plain(schema: dict[str, Any], kind: str, name: str, *, nullable: bool) -> Any:
    if schema.get("format") == "uri":
        return _BY_FORMAT["uri"]
    if name in _BY_NAME and (_BY_NAME[name] is not None or nullable):
        return _BY_NAME[name]
    if kind == "string":
        return _BY_FORMAT.get(schema.get("format", ""), "")
    return {"integer": schema.get("minimum", 0), "boolean": False, "number": 0}.get(kind)
