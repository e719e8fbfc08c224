package dev.gatehouse.credentials.pool;

import dev.gatehouse.ErrorCode;
import dev.gatehouse.IdentityId;
import dev.gatehouse.Outcome;
import dev.gatehouse.Refusal;
import dev.gatehouse.credentials.internal.identity.Found;
import dev.gatehouse.credentials.internal.identity.IdentityFlows;
import dev.gatehouse.credentials.internal.identity.Proof;
import dev.gatehouse.credentials.internal.identity.Request;
import dev.gatehouse.spi.store.LoginKey;
import dev.gatehouse.user.ExternalIdentity;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** Says which identity a caller is, from the logins that it presents. Thread-safe. */
final class Callers {
    /** The most logins in one request. */
    static final int MOST_LOGINS = 10;

    private final IdentityPoolSettings settings;
    private final IdentityFlows flows;
    private final IdentityTokens tokens;

    Callers(IdentityPoolSettings settings, IdentityFlows flows, IdentityTokens tokens) {
        this.settings = settings;
        this.flows = flows;
        this.tokens = tokens;
    }

    /**
     * An identity and how its caller proved to be it.
     *
     * @param logins in the order of their providers' names; empty for a guest
     * @param methods the {@code amr} of the caller
     * @param tags the principal tags of a pool's own token
     * @param until the end of the pool's own token, where that was the login: nothing that it opens renews it
     */
    record Caller(
            Found found,
            List<ExternalIdentity> logins,
            List<String> methods,
            Map<String, String> tags,
            Optional<Instant> until) {
        Caller(Found found, List<ExternalIdentity> logins) {
            this(found, logins, Callers.methods(logins), Map.of(), Optional.empty());
        }

        /** Returns the login whose provider decides what there is to decide by provider. */
        Optional<ExternalIdentity> first() {
            return logins.stream().findFirst();
        }
    }

    /**
     * Returns the {@code amr} of logins. How a provider says that the user signed in stands behind the provider's name: no
     * provider can say that a user came from another one, or is a guest.
     */
    private static List<String> methods(List<ExternalIdentity> logins) {
        List<String> methods = new ArrayList<>();
        methods.add(logins.isEmpty() ? IdentityToken.UNAUTHENTICATED : IdentityToken.AUTHENTICATED);
        for (ExternalIdentity login : logins) {
            methods.add(login.provider());
            login.methods().forEach(method -> methods.add(login.provider() + ":" + method));
        }
        return methods;
    }

    /** Returns the caller of an identity that it names, made its own where that is due. */
    Outcome<Caller> caller(IdentityId asked, Map<String, String> logins) {
        if (logins.isEmpty()) {
            return settings.allowGuests()
                    ? flows.guest(asked).map(found -> new Caller(found, List.of()))
                    : guestsNotAllowed();
        }
        return known(Optional.of(asked), logins);
    }

    static <T> Outcome<T> guestsNotAllowed() {
        return Outcome.refused(Refusal.of(ErrorCode.NOT_AUTHORIZED, "identity.guests-not-allowed"));
    }

    /** Returns the caller of these logins, at least one. */
    Outcome<Caller> known(Optional<IdentityId> asked, Map<String, String> logins) {
        String own = logins.get(IdentityTokens.PROVIDER);
        if (own != null) {
            return logins.size() == 1 ? byOwnToken(asked, own) : invalid("logins.own-token-alone");
        }
        return verified(logins)
                .then(verified -> flows.linking()
                        .identity(new Request(asked, proofs(verified), false))
                        .map(found -> new Caller(found, verified)));
    }

    private Outcome<Caller> byOwnToken(Optional<IdentityId> asked, String token) {
        return tokens.verify(token).then(verified -> {
            Optional<Found> found = flows.reader().find(verified.identity());
            boolean named = asked.map(
                            id -> flows.reader().find(id).map(Found::id).equals(Optional.of(verified.identity())))
                    .orElse(true);
            if (found.isEmpty() || !found.get().active() || !named || !verified.authenticated()) {
                return Outcome.refused(Refusal.of(ErrorCode.NOT_AUTHORIZED, "identity.not-of-this-login"));
            }
            List<String> methods = verified.methods();
            ExternalIdentity login = ExternalIdentity.builder(
                            verified.provider().orElse(IdentityTokens.PROVIDER),
                            verified.identity().value())
                    .methods(methods.subList(Math.min(2, methods.size()), methods.size()))
                    .claims(verified.claims())
                    .build();
            return Outcome.success(new Caller(
                    found.get(), List.of(login), methods, verified.principalTags(), Optional.of(verified.expiresAt())));
        });
    }

    /** Verifies every login before anything is read or written. */
    Outcome<List<ExternalIdentity>> verified(Map<String, String> logins) {
        if (logins.size() > MOST_LOGINS) {
            return invalid("logins.too-many");
        }
        if (!logins.keySet().stream().allMatch(name -> settings.provider(name).isPresent())) {
            return invalid("logins.unknown-provider");
        }
        List<ExternalIdentity> verified = new ArrayList<>();
        for (Map.Entry<String, String> login : new TreeMap<>(logins).entrySet()) {
            Outcome<ExternalIdentity> outcome =
                    settings.provider(login.getKey()).orElseThrow().verify(login.getValue());
            Optional<Refusal> refusal = outcome.asRefusal();
            if (refusal.isPresent()) {
                return Outcome.refused(refusal.get());
            }
            verified.add(outcome.orElseThrow());
        }
        return Outcome.success(verified);
    }

    List<Proof> proofs(List<ExternalIdentity> logins) {
        return logins.stream()
                .map(login -> new Proof(new LoginKey(settings.id(), login.provider(), login.subject()), false))
                .toList();
    }

    /** Returns why a caller who proved these logins may not change an identity. */
    Optional<Refusal> notOwn(Found found, List<Proof> proofs) {
        boolean own = proofs.stream()
                .anyMatch(proof -> flows.reader()
                        .known(proof.key())
                        .filter(known -> known.id().equals(found.id()))
                        .isPresent());
        if (!own) {
            return Optional.of(Refusal.of(ErrorCode.NOT_AUTHORIZED, "identity.not-of-this-login"));
        }
        return found.active()
                ? Optional.empty()
                : Optional.of(Refusal.of(ErrorCode.NOT_AUTHORIZED, "identity.disabled"));
    }

    static <T> Outcome<T> invalid(String rule) {
        return Outcome.refused(Refusal.of(ErrorCode.INVALID_PARAMETER, rule));
    }
}
