package dev.gatehouse.userpool.profile;

import dev.gatehouse.Outcome;
import dev.gatehouse.Refusal;
import dev.gatehouse.spi.message.MessageKind;
import dev.gatehouse.spi.store.PendingChange;
import dev.gatehouse.user.AttributeWriter;
import dev.gatehouse.user.User;
import dev.gatehouse.userpool.delivery.CodeDelivery;
import dev.gatehouse.userpool.internal.account.NameChange;
import dev.gatehouse.userpool.internal.account.WantedNames;
import dev.gatehouse.userpool.internal.attempt.AttemptPurpose;
import dev.gatehouse.userpool.internal.attempt.Attempts;
import dev.gatehouse.userpool.internal.context.PoolContext;
import dev.gatehouse.userpool.internal.directory.Address;
import dev.gatehouse.userpool.internal.directory.Found;
import dev.gatehouse.userpool.internal.directory.Tries;
import dev.gatehouse.userpool.internal.outbox.Intent;
import dev.gatehouse.userpool.internal.outbox.Outbox;
import dev.gatehouse.userpool.settings.AppClient;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Changes attributes on the user's own word: protocol "change e-mail: request" where an address is among them. */
final class AttributeUpdate {
    private final PoolContext context;
    private final SignedIn signedIn;
    private final Attempts attempts;
    private final NameChange names;
    private final Outbox outbox;

    AttributeUpdate(PoolContext context, SignedIn signedIn) {
        this.context = context;
        this.signedIn = signedIn;
        this.attempts = new Attempts(context);
        this.names = new NameChange(context);
        this.outbox = new Outbox(context);
    }

    /** The row as it is to be, and the addresses that wait for a code. */
    private record Change(
            Map<String, String> attributes,
            Map<String, PendingChange> pending,
            WantedNames names,
            List<Waiting> waiting) {}

    private record Waiting(Address address, String nonce) {}

    Outcome<Updated> update(SignedIn.Caller caller, Map<String, String> proposed) {
        return change(caller.found(), caller.client(), proposed)
                .then(first -> first.waiting().isEmpty()
                        ? Outcome.done()
                        : attempts.count(AttemptPurpose.MESSAGE, caller.id()).then(counted -> Outcome.done()))
                .then(admitted -> Tries.run(context, tries -> attempt(tries, caller, proposed)));
    }

    private Optional<Outcome<Updated>> attempt(Tries tries, SignedIn.Caller caller, Map<String, String> proposed) {
        Outcome<Found> current = signedIn.current(caller.id());
        Outcome<Change> outcome = current.then(found -> change(found, caller.client(), proposed));
        Optional<Refusal> refusal = outcome.asRefusal();
        if (refusal.isPresent()) {
            return Optional.of(Outcome.refused(refusal.get()));
        }
        Found found = current.orElseThrow();
        Change change = outcome.orElseThrow();
        Optional<Outcome<NameChange.Plan>> plan = names.plan(found.id(), change.names());
        if (plan.isEmpty() || plan.get().asRefusal().isPresent()) {
            return plan.map(refused -> refused.then(ignored -> Outcome.success(new Updated(List.of()))));
        }
        User user = found.user().toBuilder()
                .attributes(change.attributes())
                .modifiedAt(context.now())
                .build();
        boolean committed = names.commit(
                plan.get().orElseThrow(),
                tries,
                Optional.of(found),
                aliases -> found.row().toBuilder()
                        .profile(user)
                        .pending(change.pending())
                        .aliases(aliases)
                        .build());
        return committed ? Optional.of(Outcome.success(announce(user, change.waiting()))) : Optional.empty();
    }

    private Updated announce(User user, List<Waiting> waiting) {
        List<CodeDelivery> deliveries = new ArrayList<>();
        for (Waiting wait : waiting) {
            outbox.put(Intent.code(
                    MessageKind.ATTRIBUTE_CODE,
                    AddressVerification.purpose(wait.address().kind()),
                    user.id(),
                    user.username(),
                    wait.address(),
                    wait.nonce()));
            deliveries.add(wait.address().masked());
        }
        return new Updated(deliveries);
    }

    private Outcome<Change> change(Found found, AppClient client, Map<String, String> proposed) {
        Map<String, String> current = found.user().attributes();
        Set<String> writable = client.writableAttributes()
                .orElseGet(() -> context.settings().schema().definitions().keySet());
        return context.settings()
                .schema()
                .validateChange(proposed, AttributeWriter.SELF, current, writable)
                .then(result -> judge(found, current, proposed, result));
    }

    private Outcome<Change> judge(
            Found found, Map<String, String> current, Map<String, String> proposed, Map<String, String> result) {
        Map<String, String> next = new HashMap<>(result);
        Map<String, PendingChange> pending = new HashMap<>(found.row().pending());
        List<Waiting> waiting = new ArrayList<>();
        for (Address.Kind kind : Address.Kind.values()) {
            String attribute = kind.attribute();
            if (!proposed.containsKey(attribute)) {
                continue;
            }
            String value = result.get(attribute);
            PendingChange before = pending.remove(attribute);
            if (value == null || value.equals(current.get(attribute))) {
                continue;
            }
            Address address = new Address(kind, value);
            Optional<Refusal> refusal = WantedNames.finds(context.settings(), kind.alias())
                    ? address.canonical().asRefusal()
                    : Optional.empty();
            if (refusal.isPresent()) {
                return Outcome.refused(refusal.get());
            }
            // The old address stays until the new one is proved (security row 33).
            keep(next, attribute, current.get(attribute));
            keep(next, kind.verifiedAttribute(), current.get(kind.verifiedAttribute()));
            String nonce =
                    before != null && Objects.equals(before.value(), value) ? before.nonce() : context.newNonce();
            pending.put(attribute, new PendingChange(value, nonce));
            waiting.add(new Waiting(address, nonce));
        }
        return WantedNames.of(context.settings(), current, next)
                .map(wanted -> new Change(next, pending, wanted, waiting));
    }

    private static void keep(Map<String, String> attributes, String name, @Nullable String value) {
        if (value == null) {
            attributes.remove(name);
        } else {
            attributes.put(name, value);
        }
    }
}
