"""The REST side: routes as GitHub's OpenAPI description has them, checked against it."""
