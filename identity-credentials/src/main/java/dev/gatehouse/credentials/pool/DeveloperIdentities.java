package dev.gatehouse.credentials.pool;

import dev.gatehouse.Cursor;
import dev.gatehouse.Done;
import dev.gatehouse.ErrorCode;
import dev.gatehouse.IdentityId;
import dev.gatehouse.Outcome;
import dev.gatehouse.Page;
import dev.gatehouse.Refusal;
import dev.gatehouse.credentials.internal.identity.Found;
import dev.gatehouse.credentials.internal.identity.Held;
import dev.gatehouse.credentials.internal.identity.IdentityFlows;
import dev.gatehouse.credentials.internal.identity.Proof;
import dev.gatehouse.credentials.internal.identity.Request;
import dev.gatehouse.credentials.internal.identity.Unlinking;
import dev.gatehouse.spi.internal.page.PageTokens;
import dev.gatehouse.spi.store.LoginKey;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Identities of users that the developer's own backend signs in. The backend is trusted: it names its users, and no
 * token proves them, so none of this is for clients. A pool has at most one developer provider; without one every
 * operation is refused with {@code INVALID_PARAMETER} ({@code developer.provider}). Thread-safe.
 */
public final class DeveloperIdentities {
    private static final int MOST_TAGS = 50;
    private static final String LOOKUP = "developer-users";

    private final IdentityPoolSettings settings;
    private final IdentityFlows flows;
    private final Callers callers;
    private final IdentityTokens tokens;
    private final PageTokens pages;

    DeveloperIdentities(
            IdentityPoolSettings settings,
            IdentityFlows flows,
            Callers callers,
            IdentityTokens tokens,
            PageTokens pages) {
        this.settings = settings;
        this.flows = flows;
        this.callers = callers;
        this.tokens = tokens;
        this.pages = pages;
    }

    /**
     * Returns a token for a user, registering it if it is new. The reference service's
     * {@code GetOpenIdTokenForDeveloperIdentity}. The client presents it as its only login, under
     * {@link IdentityTokens#PROVIDER}.
     *
     * <p>Refusals: {@code INVALID_PARAMETER} ({@code developer.provider}, {@code developer.user},
     * {@code developer.token-life}, {@code developer.tags}, {@code logins.*}), {@code RESOURCE_NOT_FOUND} (the named
     * identity), {@code NOT_AUTHORIZED} (a login, or the identity is disabled),
     * {@code DEVELOPER_USER_ALREADY_REGISTERED} (the user has another identity than the named one),
     * {@code RESOURCE_CONFLICT}, {@code TOO_MANY_REQUESTS}.
     */
    public Outcome<OpenIdToken> openIdToken(DeveloperTokenRequest request) {
        Duration life = request.life();
        if (life.compareTo(Duration.ofSeconds(1)) < 0 || life.compareTo(IdentityTokens.LONGEST) > 0) {
            return Callers.invalid("developer.token-life");
        }
        if (!tagsFit(request.principalTags())) {
            return Callers.invalid("developer.tags");
        }
        return user(request.user())
                .then(user -> callers.verified(request.logins())
                        .then(verified -> {
                            List<Proof> proofs = new ArrayList<>(List.of(new Proof(user, true)));
                            proofs.addAll(callers.proofs(verified));
                            return flows.linking().identity(new Request(request.identity(), proofs, true));
                        })
                        .map(found -> tokens.issue(found, methods(user, found), life, request.principalTags())));
    }

    private List<String> methods(LoginKey user, Found found) {
        String provider = user.provider();
        return List.of(
                IdentityToken.AUTHENTICATED,
                provider,
                provider + ":" + settings.id() + ":" + found.id() + ":" + user.subject());
    }

    private static boolean tagsFit(Map<String, String> tags) {
        return tags.size() <= MOST_TAGS
                && tags.entrySet().stream().allMatch(tag -> between(tag.getKey(), 128) && between(tag.getValue(), 256));
    }

    private static boolean between(String text, int most) {
        return !text.isEmpty() && text.length() <= most;
    }

    /**
     * Returns the identity of a user and all users linked to it. The reference service's
     * {@code LookupDeveloperIdentity}. Refusals: {@code INVALID_PARAMETER}, {@code RESOURCE_NOT_FOUND}.
     *
     * @param limit 1 to 60
     */
    public Outcome<DeveloperUsers> lookup(String user, int limit, Optional<Cursor> cursor) {
        return user(user)
                .then(key -> flows.reader()
                        .known(key)
                        .map(found -> users(found, limit, cursor))
                        .orElseGet(() -> Outcome.refused(ErrorCode.RESOURCE_NOT_FOUND)));
    }

    /** Returns the users that are linked to an identity; see {@link #lookup(String, int, Optional)}. */
    public Outcome<DeveloperUsers> lookup(IdentityId identity, int limit, Optional<Cursor> cursor) {
        return provider()
                .then(name -> flows.reader()
                        .find(identity)
                        .map(found -> users(found, limit, cursor))
                        .orElseGet(() -> Outcome.refused(ErrorCode.RESOURCE_NOT_FOUND)));
    }

    /**
     * Returns whether a user is linked to an identity, as {@link #lookup(String, int, Optional)} does.
     * {@code RESOURCE_CONFLICT} if it is linked to another.
     */
    public Outcome<DeveloperUsers> lookup(IdentityId identity, String user, int limit, Optional<Cursor> cursor) {
        return lookup(user, limit, cursor)
                .then(found -> flows.reader()
                                .find(identity)
                                .filter(named -> named.id().equals(found.identity()))
                                .isPresent()
                        ? Outcome.success(found)
                        : Outcome.refused(ErrorCode.RESOURCE_CONFLICT));
    }

    private Outcome<DeveloperUsers> users(Found found, int limit, Optional<Cursor> cursor) {
        if (limit < 1 || limit > IdentityAdministration.MOST) {
            return Callers.invalid("page.limit");
        }
        Optional<Found> settled = flows.merging().settle(found);
        if (settled.isEmpty()) {
            return Outcome.refused(ErrorCode.TOO_MANY_REQUESTS);
        }
        List<String> all = Held.of(settings.id(), settled.get().identity()).stream()
                .filter(Held::developer)
                .filter(flows.reader()::counts)
                .map(held -> held.key().subject())
                .sorted()
                .toList();
        String filter = found.id().value();
        Outcome<Integer> from = cursor.isEmpty()
                ? Outcome.success(0)
                : pages.position(LOOKUP, filter, cursor.get()).map(Integer::valueOf);
        return from.map(start -> {
            int begin = Math.min(start, all.size());
            int end = Math.min(begin + limit, all.size());
            Optional<Cursor> next = end < all.size()
                    ? Optional.of(pages.token(LOOKUP, filter, Integer.toString(end)))
                    : Optional.empty();
            return new DeveloperUsers(found.id(), new Page<>(all.subList(begin, end), next));
        });
    }

    /**
     * Merges the source user's identity into the destination user's. The reference service's
     * {@code MergeDeveloperIdentities}. Both users, and all logins of both, lead to the destination from then on; the
     * source's identity is disabled.
     *
     * <p>Refusals: {@code INVALID_PARAMETER}, {@code RESOURCE_NOT_FOUND} (either user), {@code RESOURCE_CONFLICT} (both
     * have a login of one public provider), {@code NOT_AUTHORIZED} (either is disabled),
     * {@code CONCURRENT_MODIFICATION} (such as a merge the other way round).
     */
    public Outcome<IdentityId> merge(String source, String destination) {
        return user(source)
                .then(from -> user(destination)
                        .then(into -> flows.merging().merge(from, into).map(Found::id)));
    }

    /**
     * Unlinks a user from an identity; the next time it is seen it gets a new one. The reference service's
     * {@code UnlinkDeveloperIdentity}. Refusals: {@code INVALID_PARAMETER}, {@code RESOURCE_NOT_FOUND} (no such
     * identity or user), {@code RESOURCE_CONFLICT} (the user is another identity's), {@code CONCURRENT_MODIFICATION}.
     */
    public Outcome<Done> unlink(IdentityId identity, String user) {
        return user(user)
                .then(key -> flows.unlinking().unlink(identity, Unlinking.of(key), found -> wrong(found, key)));
    }

    private Optional<Refusal> wrong(Found found, LoginKey user) {
        Optional<Found> owner = flows.reader().known(user);
        if (owner.isEmpty()) {
            return Optional.of(Refusal.of(ErrorCode.RESOURCE_NOT_FOUND, "developer.user"));
        }
        return owner.get().id().equals(found.id())
                ? Optional.empty()
                : Optional.of(Refusal.of(ErrorCode.RESOURCE_CONFLICT, "developer.user"));
    }

    private Outcome<LoginKey> user(String user) {
        return provider()
                .then(name -> between(user, DeveloperUsers.MAX_NAME) && LoginProvider.storable(user)
                        ? Outcome.success(new LoginKey(settings.id(), name, user))
                        : Callers.invalid("developer.user"));
    }

    private Outcome<String> provider() {
        return settings.developerProvider()
                .map(Outcome::success)
                .orElseGet(() -> Callers.invalid("developer.provider"));
    }
}
