package dev.gatehouse.credentials.pool;

import dev.gatehouse.Cursor;
import dev.gatehouse.Done;
import dev.gatehouse.ErrorCode;
import dev.gatehouse.IdentityId;
import dev.gatehouse.Outcome;
import dev.gatehouse.Page;
import dev.gatehouse.credentials.internal.identity.Found;
import dev.gatehouse.credentials.internal.identity.Held;
import dev.gatehouse.credentials.internal.identity.IdentityFlows;
import dev.gatehouse.spi.internal.page.PageTokens;
import dev.gatehouse.spi.store.Identity;
import dev.gatehouse.spi.store.IdentityKey;
import dev.gatehouse.spi.store.Row;
import dev.gatehouse.spi.store.Versioned;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * What an operator does with identities: describe, list, delete, disable. It asks for no login, so it is for
 * administrators alone. Thread-safe.
 */
public final class IdentityAdministration {
    /** The most identities of one page, and of one deletion. */
    public static final int MOST = 60;

    private static final String LIST = "identities";

    private final IdentityFlows flows;
    private final PageTokens pages;

    IdentityAdministration(IdentityFlows flows, PageTokens pages) {
        this.flows = flows;
        this.pages = pages;
    }

    /** Describes an identity; one that was merged stays describable. Refusal: {@code RESOURCE_NOT_FOUND}. */
    public Outcome<IdentityDescription> describe(IdentityId id) {
        return flows.reader()
                .row(id)
                .filter(this::exists)
                .map(found -> Outcome.success(description(found, true)))
                .orElseGet(() -> Outcome.refused(ErrorCode.RESOURCE_NOT_FOUND));
    }

    /**
     * Lists identities in an order of the store's own. A page may hold fewer than {@code limit}, even none, before the
     * end. The names of linked providers may include one whose unlinking is under way. Refusals:
     * {@code INVALID_PARAMETER} ({@code page.limit}, {@code page.token}).
     *
     * @param limit 1 to {@value #MOST}
     * @param cursor where the previous page ended, of the same listing of this pool
     * @param hideDisabled leaves out what is disabled or merged
     */
    public Outcome<Page<IdentityDescription>> list(int limit, Optional<Cursor> cursor, boolean hideDisabled) {
        if (limit < 1 || limit > MOST) {
            return Callers.invalid("page.limit");
        }
        String filter = Boolean.toString(hideDisabled);
        Outcome<Optional<Cursor>> from = cursor.isEmpty()
                ? Outcome.success(Optional.empty())
                : pages.position(LIST, filter, cursor.get()).map(position -> Optional.of(new Cursor(position)));
        return from.map(start -> {
            Page<Row<IdentityKey, Identity>> page =
                    flows.context().stores().identities().page(flows.context().pool(), start, limit);
            List<IdentityDescription> items = page.items().stream()
                    .map(row -> new Found(row.key().identity(), new Versioned<>(row.value(), row.version())))
                    .filter(this::exists)
                    .filter(found -> found.active() || !hideDisabled)
                    .map(found -> description(found, false))
                    .toList();
            return new Page<>(items, page.next().map(next -> pages.token(LIST, filter, next.value())));
        });
    }

    /**
     * Deletes identities. Their logins are free for new ones, what was vended to them is refused within the guard's
     * bound, and their ids are never used again. Returns those that were not deleted. Refusal:
     * {@code INVALID_PARAMETER} ({@code identities.count}).
     *
     * @param ids 1 to {@value #MOST}; one that is not there counts as deleted
     */
    public Outcome<List<UnprocessedIdentity>> delete(List<IdentityId> ids) {
        if (ids.isEmpty() || ids.size() > MOST) {
            return Callers.invalid("identities.count");
        }
        List<UnprocessedIdentity> unprocessed = new ArrayList<>();
        for (IdentityId id : ids) {
            flows.removal()
                    .delete(id)
                    .asRefusal()
                    .ifPresent(refusal -> unprocessed.add(new UnprocessedIdentity(id, refusal.code())));
        }
        return Outcome.success(List.copyOf(unprocessed));
    }

    /**
     * Keeps an identity from getting tokens and credentials; what it has is refused within the guard's bound. Refusals:
     * {@code RESOURCE_NOT_FOUND}, {@code CONCURRENT_MODIFICATION}.
     */
    public Outcome<Done> disable(IdentityId id) {
        return flows.removal().enable(id, false);
    }

    /** Undoes {@link #disable}. Refusals: {@code RESOURCE_NOT_FOUND}, {@code CONCURRENT_MODIFICATION}. */
    public Outcome<Done> enable(IdentityId id) {
        return flows.removal().enable(id, true);
    }

    /**
     * Revokes every session of an identity that is out, chained ones too; guards refuse them within the bound. The
     * identity's epoch is raised first, then logged; a caller that learns of no end repeats it. Sessions that are vended
     * afterwards live: disable the identity to end those.
     *
     * <p>Refusals: {@code RESOURCE_NOT_FOUND}, {@code CONCURRENT_MODIFICATION} after three lost races.
     */
    public Outcome<Done> revokeSessions(IdentityId id) {
        return flows.removal().revokeSessions(id);
    }

    private boolean exists(Found found) {
        Identity identity = found.identity();
        boolean ranOut = identity.expiresAt()
                .filter(end -> !flows.context().now().isBefore(end))
                .isPresent();
        return identity.state() != Identity.State.DELETED && !ranOut;
    }

    private IdentityDescription description(Found found, boolean exact) {
        Identity identity = found.identity();
        SortedSet<String> providers = new TreeSet<>();
        if (identity.state() != Identity.State.MERGED) {
            Held.of(flows.context().pool(), identity).stream()
                    .filter(held -> !exact || flows.reader().counts(held))
                    .forEach(held -> providers.add(held.key().provider()));
        }
        return new IdentityDescription(
                found.id(), providers, found.active(), identity.createdAt(), identity.modifiedAt());
    }
}
