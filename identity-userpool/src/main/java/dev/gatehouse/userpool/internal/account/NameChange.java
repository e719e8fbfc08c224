package dev.gatehouse.userpool.internal.account;

import dev.gatehouse.ErrorCode;
import dev.gatehouse.Outcome;
import dev.gatehouse.UserId;
import dev.gatehouse.WriteId;
import dev.gatehouse.spi.store.Alias;
import dev.gatehouse.spi.store.AliasClaim;
import dev.gatehouse.spi.store.AliasKey;
import dev.gatehouse.spi.store.UserKey;
import dev.gatehouse.spi.store.UserRow;
import dev.gatehouse.spi.store.Versioned;
import dev.gatehouse.user.AliasKind;
import dev.gatehouse.userpool.internal.context.PoolContext;
import dev.gatehouse.userpool.internal.directory.Claims;
import dev.gatehouse.userpool.internal.directory.Found;
import dev.gatehouse.userpool.internal.directory.Seen;
import dev.gatehouse.userpool.internal.directory.Tries;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/**
 * Commits a user's row together with the names that it gains and loses: claims first, in the order of their kinds,
 * then the row, then the claims that the row named before (protocols "admin create" and "change e-mail: verify").
 * Thread-safe.
 */
public final class NameChange {
    private final PoolContext context;
    private final Claims claims;

    public NameChange(PoolContext context) {
        this.context = context;
        this.claims = new Claims(context);
    }

    /** The names of a change and who had them when they were looked at. */
    public static final class Plan {
        private final UserId me;
        private final List<Step> steps;
        private final WantedNames wanted;

        private Plan(UserId me, List<Step> steps, WantedNames wanted) {
            this.me = me;
            this.steps = steps;
            this.wanted = wanted;
        }
    }

    private record Step(WantedName name, Seen seen) {}

    private record Made(AliasKey key, WriteId claim) {}

    /**
     * Looks at the names. Writes nothing.
     *
     * @return the plan; {@code ALIAS_EXISTS} ({@code USERNAME_EXISTS} for a user name) if a name is another's; or
     *     empty if another claims one right now: start again
     */
    public Optional<Outcome<Plan>> plan(UserId me, WantedNames wanted) {
        List<Step> steps = new ArrayList<>();
        for (WantedName name : wanted.claim()) {
            Seen seen = claims.look(key(name.kind(), name.name().value()));
            if (seen.ownedByOther(me)) {
                return Optional.of(Outcome.refused(
                        name.kind() == AliasKind.USERNAME ? ErrorCode.USERNAME_EXISTS : ErrorCode.ALIAS_EXISTS));
            }
            if (contested(seen, me)) {
                return Optional.empty();
            }
            steps.add(new Step(name, seen));
        }
        return Optional.of(Outcome.success(new Plan(me, steps, wanted)));
    }

    /** Seen before anything is spent, so that the loser of a race keeps its code. */
    private boolean contested(Seen seen, UserId me) {
        return seen.alias()
                .map(Versioned::value)
                .filter(alias -> !alias.user().equals(me))
                .map(Alias::claimedAt)
                .filter(at -> context.now().isBefore(at.plus(Claims.POLITENESS)))
                .isPresent();
    }

    /**
     * Carries out a plan.
     *
     * @param own the user's row as it was read before the plan was made; empty for a user that is to be inserted
     * @param row the row to commit, from the names that it will have
     * @return whether it was committed; if not, a write was lost, and its claims are released: start again
     */
    public boolean commit(
            Plan plan, Tries tries, Optional<Found> own, Function<Map<AliasKind, AliasClaim>, UserRow> row) {
        Map<AliasKind, AliasClaim> entries = new EnumMap<>(AliasKind.class);
        own.ifPresent(found -> entries.putAll(found.row().aliases()));
        List<Made> made = new ArrayList<>();
        Optional<WriteId> version = claim(plan, own, entries, made);
        plan.wanted.drop().forEach(entries::remove);
        boolean claimed = version.isPresent() || (own.isEmpty() && made.size() == plan.steps.size());
        if (!claimed || !tries.inTime() || !write(plan.me, version, row.apply(entries))) {
            made.forEach(claim -> claims.release(claim.key(), claim.claim()));
            return false;
        }
        own.ifPresent(found -> releaseOld(found.row().aliases(), entries));
        return true;
    }

    /** Returns the version that the user's row carries after the claims, or empty if it has none or a write was lost. */
    private Optional<WriteId> claim(
            Plan plan, Optional<Found> own, Map<AliasKind, AliasClaim> entries, List<Made> made) {
        Optional<WriteId> version = own.map(Found::version);
        for (Step step : plan.steps) {
            if (moved(step.seen(), plan.me, version)) {
                return Optional.empty();
            }
            Optional<Claims.Claimed> claimed = claims.claim(
                    step.seen(), plan.me, step.name().raw(), step.name().name());
            if (claimed.isEmpty()) {
                return Optional.empty();
            }
            AliasClaim entry = claimed.get().entry();
            if (!entry.equals(entries.put(step.name().kind(), entry))) {
                made.add(new Made(step.seen().key(), entry.claim()));
            }
            if (claimed.get().ownVersion().isPresent()) {
                version = claimed.get().ownVersion();
            }
        }
        return version;
    }

    /** Whether a name of my own was seen beside a row of mine that is not the one this change was made from. */
    private static boolean moved(Seen seen, UserId me, Optional<WriteId> version) {
        boolean mine =
                seen.alias().filter(alias -> alias.value().user().equals(me)).isPresent();
        return mine && !seen.holder().map(Versioned::version).equals(version);
    }

    private boolean write(UserId me, Optional<WriteId> version, UserRow row) {
        UserKey key = new UserKey(context.pool(), me);
        return version.isPresent()
                ? context.stores().users().replace(key, version.get(), row, context.newWrite())
                : context.stores().users().insert(key, row, context.newWrite());
    }

    private void releaseOld(Map<AliasKind, AliasClaim> before, Map<AliasKind, AliasClaim> after) {
        before.forEach((kind, entry) -> {
            if (!entry.equals(after.get(kind))) {
                claims.release(key(kind, entry.canonical()), entry.claim());
            }
        });
    }

    private AliasKey key(AliasKind kind, String canonical) {
        return new AliasKey(context.pool(), kind, canonical);
    }
}
