package dev.gatehouse.userpool.admin;

import dev.gatehouse.ErrorCode;
import dev.gatehouse.Outcome;
import dev.gatehouse.Refusal;
import dev.gatehouse.UserId;
import dev.gatehouse.spi.store.PendingChange;
import dev.gatehouse.user.AttributeWriter;
import dev.gatehouse.user.User;
import dev.gatehouse.userpool.internal.account.NameChange;
import dev.gatehouse.userpool.internal.account.WantedNames;
import dev.gatehouse.userpool.internal.context.PoolContext;
import dev.gatehouse.userpool.internal.directory.Directory;
import dev.gatehouse.userpool.internal.directory.Found;
import dev.gatehouse.userpool.internal.directory.Tries;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Changes attributes on an administrator's word: what is said holds at once, and the names follow. */
final class AdministeredAttributes {
    private final PoolContext context;
    private final Directory directory;
    private final NameChange names;

    AdministeredAttributes(PoolContext context) {
        this.context = context;
        this.directory = new Directory(context);
        this.names = new NameChange(context);
    }

    private record Change(Map<String, String> attributes, WantedNames names) {}

    Outcome<User> update(UserId id, Map<String, String> changes, Set<String> removed) {
        Map<String, String> proposed = new HashMap<>(changes);
        for (String name : removed) {
            if (proposed.put(name, "") != null) {
                return Outcome.refused(Refusal.of(ErrorCode.INVALID_PARAMETER, "attribute.changed-and-removed"));
            }
        }
        return Tries.run(context, tries -> attempt(tries, id, proposed));
    }

    private Optional<Outcome<User>> attempt(Tries tries, UserId id, Map<String, String> proposed) {
        Optional<Found> read = directory.find(id);
        if (read.isEmpty()) {
            return Optional.of(Outcome.refused(ErrorCode.USER_NOT_FOUND));
        }
        Found found = read.get();
        Outcome<Change> outcome = change(found, proposed);
        Optional<Refusal> refusal = outcome.asRefusal();
        if (refusal.isPresent()) {
            return Optional.of(Outcome.refused(refusal.get()));
        }
        Change change = outcome.orElseThrow();
        User user = found.user().toBuilder()
                .attributes(change.attributes())
                .modifiedAt(context.now())
                .build();
        Optional<Outcome<NameChange.Plan>> plan = names.plan(id, change.names());
        if (plan.isEmpty() || plan.get().asRefusal().isPresent()) {
            return plan.map(refused -> refused.map(ignored -> user));
        }
        Map<String, PendingChange> pending = new HashMap<>(found.row().pending());
        pending.keySet().removeAll(proposed.keySet());
        boolean committed = names.commit(
                plan.get().orElseThrow(),
                tries,
                read,
                aliases -> found.row().toBuilder()
                        .profile(user)
                        .pending(pending)
                        .aliases(aliases)
                        .build());
        return committed ? Optional.of(Outcome.success(user)) : Optional.empty();
    }

    private Outcome<Change> change(Found found, Map<String, String> proposed) {
        Map<String, String> before = found.user().attributes();
        return context.settings()
                .schema()
                .validateChange(proposed, AttributeWriter.ADMIN, before)
                .then(after ->
                        WantedNames.of(context.settings(), before, after).map(wanted -> new Change(after, wanted)));
    }
}
