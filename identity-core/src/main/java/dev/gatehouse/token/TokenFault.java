package dev.gatehouse.token;

/** Ends the reading of a token that broke a rule. Carries no stack trace: it is an answer, not an accident. */
final class TokenFault extends Exception {
    private static final long serialVersionUID = 1L;

    private final TokenRule rule;

    TokenFault(TokenRule rule) {
        super(rule.name(), null, false, false);
        this.rule = rule;
    }

    TokenRule rule() {
        return rule;
    }
}
