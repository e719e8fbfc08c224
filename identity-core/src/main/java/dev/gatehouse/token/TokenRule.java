package dev.gatehouse.token;

import dev.gatehouse.ErrorCode;
import dev.gatehouse.Outcome;
import dev.gatehouse.Refusal;

/** The rules a token can break, in the order in which they are checked. */
enum TokenRule {
    LENGTH("jwt.length"),
    FORMAT("jwt.format"),
    JWE("jwt.jwe"),
    HEADER("jwt.header"),
    ALG("jwt.alg"),
    CRIT("jwt.crit"),
    TYP("jwt.typ"),
    KID("jwt.kid"),
    SIGNATURE("jwt.signature"),
    CLAIMS("jwt.claims"),
    TOKEN_USE("jwt.token-use"),
    ISS("jwt.iss"),
    AUD("jwt.aud"),
    AZP("jwt.azp"),
    CLIENT("jwt.client"),
    SUB("jwt.sub"),
    EXP("jwt.exp"),
    EXPIRED("jwt.exp", ErrorCode.EXPIRED_TOKEN),
    NBF("jwt.nbf"),
    IAT("jwt.iat"),
    JTI("jwt.jti"),
    SCOPE("jwt.scope"),
    EVENTS("jwt.events"),
    NONCE("jwt.nonce"),
    AT_HASH("jwt.at-hash"),
    C_HASH("jwt.c-hash"),
    REVOKED("revocation.revoked"),
    STALE("revocation.stale");

    private final String ruleName;
    private final ErrorCode code;

    TokenRule(String name) {
        this(name, ErrorCode.NOT_AUTHORIZED);
    }

    TokenRule(String name, ErrorCode code) {
        this.ruleName = name;
        this.code = code;
    }

    <T> Outcome<T> refused() {
        return Outcome.refused(Refusal.of(code, ruleName));
    }
}
