"""The GraphQL side: GitHub's schema, executed by graphql-core over the state."""
