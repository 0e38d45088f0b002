"""What can be done to the state, once, with GitHub's rules: REST, GraphQL and people all come through here."""
