package dev.gatehouse.userpool.profile;

import dev.gatehouse.Done;
import dev.gatehouse.ErrorCode;
import dev.gatehouse.Outcome;
import dev.gatehouse.Refusal;
import dev.gatehouse.Secret;
import dev.gatehouse.spi.message.MessageKind;
import dev.gatehouse.spi.store.PendingChange;
import dev.gatehouse.user.User;
import dev.gatehouse.userpool.delivery.CodeDelivery;
import dev.gatehouse.userpool.internal.account.NameChange;
import dev.gatehouse.userpool.internal.account.WantedNames;
import dev.gatehouse.userpool.internal.attempt.AttemptPurpose;
import dev.gatehouse.userpool.internal.attempt.Attempts;
import dev.gatehouse.userpool.internal.code.CodeBinding;
import dev.gatehouse.userpool.internal.code.CodePurpose;
import dev.gatehouse.userpool.internal.code.Codes;
import dev.gatehouse.userpool.internal.context.PoolContext;
import dev.gatehouse.userpool.internal.directory.Address;
import dev.gatehouse.userpool.internal.directory.Addresses;
import dev.gatehouse.userpool.internal.directory.Found;
import dev.gatehouse.userpool.internal.directory.Tries;
import dev.gatehouse.userpool.internal.outbox.Intent;
import dev.gatehouse.userpool.internal.outbox.Outbox;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** Sends the code that proves an address, and takes it: protocol "change e-mail: verify". */
final class AddressVerification {
    private final PoolContext context;
    private final SignedIn signedIn;
    private final Attempts attempts;
    private final Codes codes;
    private final NameChange names;
    private final Outbox outbox;

    AddressVerification(PoolContext context, SignedIn signedIn) {
        this.context = context;
        this.signedIn = signedIn;
        this.attempts = new Attempts(context);
        this.codes = new Codes(context);
        this.names = new NameChange(context);
        this.outbox = new Outbox(context);
    }

    /** An address that waits for its code, and the nonce of the request; empty text for one the user has already. */
    private record Target(Address address, String nonce) {
        CodeBinding binding(Found found) {
            return new CodeBinding(found.id(), purpose(address.kind()), address.value(), nonce);
        }
    }

    static CodePurpose purpose(Address.Kind kind) {
        return kind == Address.Kind.EMAIL ? CodePurpose.ATTRIBUTE_EMAIL : CodePurpose.ATTRIBUTE_PHONE_NUMBER;
    }

    static Outcome<Address.Kind> kind(String attribute) {
        for (Address.Kind kind : Address.Kind.values()) {
            if (kind.attribute().equals(attribute)) {
                return Outcome.success(kind);
            }
        }
        return Outcome.refused(Refusal.of(ErrorCode.INVALID_PARAMETER, "attribute.not-verifiable"));
    }

    Outcome<CodeDelivery> resend(Found found, Address.Kind kind) {
        return target(found, kind)
                .then(target -> attempts.count(AttemptPurpose.MESSAGE, found.id())
                        .map(counted -> {
                            outbox.put(Intent.code(
                                    MessageKind.ATTRIBUTE_CODE,
                                    purpose(kind),
                                    found.id(),
                                    found.user().username(),
                                    target.address(),
                                    target.nonce()));
                            return target.address().masked();
                        }));
    }

    Outcome<Done> verify(Found read, Address.Kind kind, Secret code) {
        return target(read, kind)
                .then(target -> codes.check(target.binding(read), code)
                        .then(presented -> new Verification(read, target, presented).run()));
    }

    private static Outcome<Target> target(Found found, Address.Kind kind) {
        PendingChange change = found.row().pending().get(kind.attribute());
        if (change != null) {
            return Outcome.success(new Target(new Address(kind, change.value()), change.nonce()));
        }
        return Addresses.stored(found.user(), kind)
                .filter(address -> !Addresses.verified(found.user(), kind))
                .map(address -> Outcome.success(new Target(address, "")))
                .orElseGet(
                        () -> Outcome.refused(Refusal.of(ErrorCode.INVALID_PARAMETER, "attribute.nothing-to-verify")));
    }

    /** One right code on its way to the user's row. */
    private final class Verification {
        private final Found read;
        private final Target target;
        private final Codes.Presented presented;
        private boolean taken;

        Verification(Found read, Target target, Codes.Presented presented) {
            this.read = read;
            this.target = target;
            this.presented = presented;
        }

        Outcome<Done> run() {
            return Tries.run(context, this::attempt);
        }

        private Optional<Outcome<Done>> attempt(Tries tries) {
            Outcome<Found> current = signedIn.current(read.id());
            Optional<Refusal> gone = current.asRefusal();
            if (gone.isPresent()) {
                return Optional.of(Outcome.refused(gone.get()));
            }
            Found found = current.orElseThrow();
            if (!target(found, target.address().kind()).fold(now -> now.equals(target), refusal -> false)) {
                // Another request came between: this code was for an address that no longer waits.
                return Optional.of(Outcome.refused(ErrorCode.EXPIRED_CODE));
            }
            User next = proved(found.user());
            Outcome<WantedNames> wanted =
                    WantedNames.of(context.settings(), found.user().attributes(), next.attributes());
            Optional<Refusal> refusal = wanted.asRefusal();
            if (refusal.isPresent()) {
                return Optional.of(Outcome.refused(refusal.get()));
            }
            Optional<Outcome<NameChange.Plan>> plan = names.plan(found.id(), wanted.orElseThrow());
            if (plan.isEmpty() || plan.get().asRefusal().isPresent()) {
                return plan.map(refused -> refused.map(ignored -> Done.DONE));
            }
            if (!taken && !presented.take()) {
                return Optional.of(Outcome.refused(ErrorCode.EXPIRED_CODE));
            }
            taken = true;
            return commit(tries, found, next, plan.get().orElseThrow());
        }

        private Optional<Outcome<Done>> commit(Tries tries, Found found, User next, NameChange.Plan plan) {
            Map<String, PendingChange> pending = new HashMap<>(found.row().pending());
            pending.remove(target.address().kind().attribute());
            boolean committed = names.commit(
                    plan,
                    tries,
                    Optional.of(found),
                    aliases -> found.row().toBuilder()
                            .profile(next)
                            .pending(pending)
                            .aliases(aliases)
                            .build());
            if (!committed) {
                return Optional.empty();
            }
            presented.succeeded();
            oldAddress(found.user())
                    .ifPresent(old ->
                            outbox.put(Intent.notice(MessageKind.ADDRESS_CHANGED, found.id(), next.username(), old)));
            return Optional.of(Outcome.done());
        }

        private User proved(User user) {
            Map<String, String> attributes = new HashMap<>(user.attributes());
            attributes.put(target.address().kind().attribute(), target.address().value());
            attributes.put(target.address().kind().verifiedAttribute(), "true");
            return user.toBuilder()
                    .attributes(attributes)
                    .modifiedAt(context.now())
                    .build();
        }

        /** The owner of an address that nobody ever proved is not told anything. */
        private Optional<Address> oldAddress(User user) {
            Address.Kind kind = target.address().kind();
            return Addresses.stored(user, kind)
                    .filter(old -> Addresses.verified(user, kind))
                    .filter(old -> !old.equals(target.address()));
        }
    }
}
