package dev.gatehouse.policy.lint;

/** What the linter looks for. Grows when rules are added. */
public enum LintRule {
    /** The parser refuses the document; the message is its first fault. */
    MALFORMED(Severity.ERROR, "the document is refused"),
    /** An element that the language does not have, often a misspelt one. */
    UNKNOWN_ELEMENT(Severity.ERROR, "no element of the language"),
    /** A condition operator that the language does not have. */
    UNKNOWN_OPERATOR(Severity.ERROR, "no operator of the language"),
    /** A condition key or variable that nobody is known to set; a misspelt key is a missing key. */
    UNKNOWN_KEY(Severity.WARNING, "a key that nobody is known to set"),
    /** No Version element, or the old one: <code>${</code> is plain text then. */
    OLD_VERSION(Severity.WARNING, "without version 2012-10-17 variables are plain text"),
    /** A statement that another one of the same effect covers. */
    REDUNDANT(Severity.ADVICE, "another statement of the same effect covers it"),
    /** An allow that a deny covers, so that it never allows anything. */
    SHADOWED_ALLOW(Severity.WARNING, "a deny covers it, so it never allows"),
    /** A statement that applies to no request: contradicting conditions, or no value that could match. */
    NEVER_APPLIES(Severity.WARNING, "it applies to no request"),
    /** A deny that applies to no request and so protects nothing. */
    DENY_NEVER_APPLIES(Severity.ERROR, "it denies nothing, because it applies to no request"),
    /** Actions of one service on an ARN of another. */
    SERVICE_MISMATCH(Severity.WARNING, "its actions are of another service than its resources"),
    /** An allow of every action on every resource. */
    OPENS_EVERYTHING(Severity.WARNING, "it allows every action on every resource"),
    /** An allow of every action. */
    ALL_ACTIONS(Severity.WARNING, "it allows every action"),
    /** An allow on every resource. */
    ALL_RESOURCES(Severity.ADVICE, "it allows on every resource"),
    /** An allow for every principal without a condition. */
    ANY_PRINCIPAL(Severity.ERROR, "it allows everyone, without a condition"),
    /** An allow for every principal under conditions. */
    ANY_PRINCIPAL_CONDITIONED(Severity.WARNING, "it allows everyone who meets its conditions"),
    /** An allow of all but some actions, which grows with every action that is invented. */
    ALLOW_NOT_ACTION(Severity.WARNING, "it allows all actions but some, later ones too"),
    /** An allow on all but some resources. */
    ALLOW_NOT_RESOURCE(Severity.WARNING, "it allows on all resources but some, later ones too"),
    /** An allow for all but some principals, anonymous ones too. */
    ALLOW_NOT_PRINCIPAL(Severity.ERROR, "it allows everyone but some, strangers too"),
    /** A trust policy that lets web identities in without pinning the identity pool: a confused deputy. */
    TRUST_WITHOUT_AUD(Severity.ERROR, "any identity pool may assume the role: pin :aud"),
    /** A trust policy that lets web identities in without pinning authenticated or unauthenticated. */
    TRUST_WITHOUT_AMR(Severity.ERROR, "guests and users alike may assume the role: pin :amr"),
    /** {@code ForAllValues} in an allow without {@code Null} beside it: true where the key is missing. */
    VACUOUS_FOR_ALL(Severity.WARNING, "ForAllValues holds where the key is missing: add Null false"),
    /** A negated operator in an allow: true where the key is missing. */
    NEGATION_HOLDS_WHEN_MISSING(Severity.ADVICE, "a negated operator holds where the key is missing"),
    /** {@code IfExists} in an allow: true where the key is missing. */
    HOLDS_WHEN_MISSING(Severity.ADVICE, "IfExists holds where the key is missing"),
    /** A variable without default in the resource of an allow: allows nothing where the key is missing. */
    VARIABLE_WITHOUT_DEFAULT(Severity.ADVICE, "it allows nothing where the variable's key is missing"),
    /** A variable without default in the resource of a deny: denies nothing where the key is missing. */
    DENY_VARIABLE_WITHOUT_DEFAULT(Severity.WARNING, "it denies nothing where the variable's key is missing"),
    /** A wildcard in an operator that compares it as plain text. */
    WILDCARD_COMPARED_EXACTLY(Severity.WARNING, "the operator takes a wildcard as plain text: use StringLike"),
    /** A comparison in an allow that every value passes. */
    CONDITION_ALWAYS_HOLDS(Severity.WARNING, "every value passes the condition");

    private final Severity severity;
    private final String sentence;

    LintRule(Severity severity, String sentence) {
        this.severity = severity;
        this.sentence = sentence;
    }

    /** Returns how much a finding of this rule matters. */
    public Severity severity() {
        return severity;
    }

    /** Returns what is wrong, in a few words. */
    public String sentence() {
        return sentence;
    }
}
