package dev.gatehouse.benchmarks.store;

import dev.gatehouse.IdentityId;
import dev.gatehouse.Secret;
import dev.gatehouse.benchmarks.BothPools;
import dev.gatehouse.embedded.Gatehouse;
import dev.gatehouse.userpool.recovery.RecoveryRequest;
import dev.gatehouse.userpool.session.TokenSet;
import dev.gatehouse.userpool.settings.AuthFlow;
import dev.gatehouse.userpool.signin.SignInRequest;
import dev.gatehouse.userpool.signup.ConfirmRequest;
import dev.gatehouse.userpool.signup.RegisterRequest;
import java.util.Map;
import java.util.Optional;

/** One person, who does each flow once and holds what the one before gave. Of one thread. */
final class Visitor {
    private final String name;
    private final Gatehouse gatehouse;
    private final Map<String, Secret> mailbox;
    private Optional<TokenSet> tokens = Optional.empty();
    private Optional<IdentityId> identity = Optional.empty();

    /**
     * Has done nothing yet.
     *
     * @param mailbox the last code by address
     */
    Visitor(String name, Gatehouse gatehouse, Map<String, Secret> mailbox) {
        this.name = name;
        this.gatehouse = gatehouse;
        this.mailbox = mailbox;
    }

    /** Does what comes next; whatever is refused ends the run. */
    void play(Flow flow) {
        switch (flow) {
            case SIGN_UP -> signUp();
            case CONFIRM ->
                gatehouse
                        .userPool()
                        .signUp()
                        .confirm(ConfirmRequest.of(name, code()))
                        .orElseThrow();
            case SIGN_IN -> tokens = Optional.of(signIn());
            case REFRESH ->
                tokens = Optional.of(gatehouse
                        .userPool()
                        .sessions()
                        .refresh(present().refreshToken(), BothPools.WEB)
                        .orElseThrow());
            case GET_ID ->
                identity = Optional.of(gatehouse.identityPool().getId(login()).orElseThrow());
            case CREDENTIALS, CREDENTIALS_AGAIN ->
                gatehouse
                        .identityPool()
                        .getCredentials(identity.orElseThrow(), login())
                        .orElseThrow();
            case REVOKE ->
                gatehouse
                        .userPool()
                        .sessions()
                        .revoke(present().refreshToken(), BothPools.WEB)
                        .orElseThrow();
            case FORGOT -> gatehouse.userPool().recovery().forgot(name).orElseThrow();
            case RESET ->
                gatehouse
                        .userPool()
                        .recovery()
                        .confirm(RecoveryRequest.of(name, code(), Secret.of("another " + BothPools.PASSWORD)))
                        .orElseThrow();
        }
    }

    private void signUp() {
        gatehouse
                .userPool()
                .signUp()
                .register(RegisterRequest.builder(BothPools.WEB)
                        .username(name)
                        .password(Secret.of(BothPools.PASSWORD))
                        .build())
                .orElseThrow();
    }

    private TokenSet signIn() {
        return gatehouse
                .userPool()
                .signIn()
                .start(new SignInRequest(
                        AuthFlow.USER_PASSWORD_AUTH, BothPools.WEB, name, Secret.of(BothPools.PASSWORD)))
                .orElseThrow();
    }

    private TokenSet present() {
        return tokens.orElseThrow();
    }

    private Map<String, String> login() {
        return Map.of(BothPools.LOGIN, present().idToken().value());
    }

    private Secret code() {
        Secret code = mailbox.remove(name);
        if (code == null) {
            throw new IllegalStateException("no message came");
        }
        return code;
    }
}
