package dev.gatehouse.credentials.internal.identity;

import dev.gatehouse.ErrorCode;
import dev.gatehouse.IdentityId;
import dev.gatehouse.Outcome;
import dev.gatehouse.Refusal;
import dev.gatehouse.WriteId;
import dev.gatehouse.spi.store.Identity;
import dev.gatehouse.spi.store.Login;
import dev.gatehouse.spi.store.Versioned;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Makes all logins of one caller lead to one identity: protocols "link" and "merge", on top of "GetId, one login".
 *
 * <p>A login may be added to an identity only by who is that identity: the caller also proved a login that it has, or
 * it is a guest, whose id is the proof. That is judged on the very version of the row that the write replaces.
 * Thread-safe.
 */
public final class Linking {
    private static final Refusal NOT_OWN = Refusal.of(ErrorCode.NOT_AUTHORIZED, "identity.not-of-this-login");
    private static final Refusal DISABLED = Refusal.of(ErrorCode.NOT_AUTHORIZED, "identity.disabled");

    private final IdentityContext context;
    private final IdentityReader reader;
    private final Merging merging;
    private final FirstLogin firstLogin;
    private final Conflicts conflicts;

    public Linking(IdentityContext context, IdentityReader reader, Merging merging) {
        this.context = context;
        this.reader = reader;
        this.merging = merging;
        this.firstLogin = new FirstLogin(context, reader);
        this.conflicts = new Conflicts(context, reader);
    }

    /**
     * Returns the one identity of a caller.
     *
     * <p>Refusals: {@code RESOURCE_NOT_FOUND} (no such identity), {@code NOT_AUTHORIZED} (not the caller's, or
     * disabled), {@code RESOURCE_CONFLICT} (two logins of one public provider),
     * {@code DEVELOPER_USER_ALREADY_REGISTERED}, {@code TOO_MANY_REQUESTS} (lost races).
     */
    public Outcome<Found> identity(Request request) {
        List<Found> known = new ArrayList<>();
        List<Proof> missing = new ArrayList<>();
        for (Proof proof : request.proofs()) {
            Optional<Found> found = reader.known(proof.key());
            found.ifPresentOrElse(known::add, () -> missing.add(proof));
        }
        Optional<Found> one = onlyOne(known, missing, request);
        return one.isPresent() ? usable(one.get()) : joined(request, known, missing);
    }

    /** The common case: every login is known, and leads where the caller says. */
    private static Optional<Found> onlyOne(List<Found> known, List<Proof> missing, Request request) {
        boolean one = missing.isEmpty()
                && known.stream().map(Found::id).distinct().count() == 1
                && request.asked().map(known.get(0).id()::equals).orElse(true)
                && known.get(0).settled();
        return one ? Optional.of(known.get(0)) : Optional.empty();
    }

    private static Outcome<Found> usable(Found found) {
        return found.active() ? Outcome.success(found) : Outcome.refused(DISABLED);
    }

    private Outcome<Found> joined(Request request, List<Found> known, List<Proof> missing) {
        Optional<Found> standing = request.asked().isPresent()
                ? reader.find(request.asked().get())
                : known.stream().findFirst();
        if (standing.isEmpty() && request.asked().isPresent()) {
            return Outcome.refused(ErrorCode.RESOURCE_NOT_FOUND);
        }
        List<Found> all = new ArrayList<>(known);
        standing.ifPresent(all::add);
        if (all.stream().anyMatch(found -> !found.active())) {
            return Outcome.refused(DISABLED);
        }
        if (standing.isPresent() && !mayLink(request, standing.get(), known)) {
            return Outcome.refused(NOT_OWN);
        }
        Optional<Refusal> conflict = conflicts.among(all, request.proofs()).or(() -> registered(request, standing));
        if (conflict.isPresent()) { // before anything is written
            return Outcome.refused(conflict.get());
        }
        Outcome<Found> at = standing.map(Outcome::success)
                .orElseGet(() -> firstLogin.identity(missing.get(0)).then(Linking::usable));
        for (Proof proof : request.proofs()) {
            at = at.then(found -> attached(request, found.id(), proof));
        }
        return at;
    }

    private static boolean mayLink(Request request, Found found, List<Found> known) {
        return request.trusted()
                || found.guest()
                || !found.settled()
                || known.stream().anyMatch(own -> own.id().equals(found.id()));
    }

    private Optional<Refusal> registered(Request request, Optional<Found> standing) {
        boolean elsewhere = request.asked().isPresent()
                && request.proofs().stream()
                        .filter(Proof::developer)
                        .flatMap(proof -> reader.known(proof.key()).stream())
                        .anyMatch(own -> !standing.map(Found::id).equals(Optional.of(own.id())));
        return elsewhere ? Optional.of(Refusal.of(ErrorCode.DEVELOPER_USER_ALREADY_REGISTERED)) : Optional.empty();
    }

    private Outcome<Found> attached(Request request, IdentityId target, Proof proof) {
        Attempt attempt = new Attempt(request, target, proof);
        Outcome<Found> outcome = Tries.run(context, ErrorCode.TOO_MANY_REQUESTS, attempt::run);
        if (outcome.asRefusal().isPresent()) {
            attempt.withdraw();
        }
        return outcome;
    }

    /** One login on its way to an identity. Not thread-safe. */
    private final class Attempt {
        private final Request request;
        private final IdentityId target;
        private final Proof proof;
        private Optional<WriteId> claimed = Optional.empty();

        Attempt(Request request, IdentityId target, Proof proof) {
            this.request = request;
            this.target = target;
            this.proof = proof;
        }

        Optional<Outcome<Found>> run() {
            Optional<Found> found = reader.find(target);
            if (found.isEmpty()) {
                return refused(Refusal.of(ErrorCode.RESOURCE_NOT_FOUND));
            }
            Optional<Found> settled = merging.settle(found.get());
            if (settled.isEmpty()) {
                return Optional.empty();
            }
            Found own = settled.get();
            if (!own.active()) {
                return refused(DISABLED);
            }
            Optional<Versioned<Login>> login = reader.login(proof.key());
            Optional<Found> holder = login.flatMap(row -> reader.row(row.value().identity()));
            if (login.isPresent() && holder.isEmpty()) {
                firstLogin.complete(proof, login.get()); // another caller's half of "GetId": finish it, then judge
                return Optional.empty();
            }
            Optional<Found> elsewhere = login.flatMap(row -> reader.honoured(proof.key(), row));
            if (elsewhere.isPresent() && elsewhere.get().id().equals(own.id())) {
                return Optional.of(Outcome.success(own));
            }
            if (!permitted(own)) {
                return refused(NOT_OWN);
            }
            return elsewhere.isPresent() ? merged(own, elsewhere.get()) : linked(own, login, holder);
        }

        private Optional<Outcome<Found>> merged(Found own, Found other) {
            if (proof.developer() && request.asked().isPresent()) {
                return refused(Refusal.of(ErrorCode.DEVELOPER_USER_ALREADY_REGISTERED));
            }
            return merging.implicit(own, other);
        }

        private Optional<Outcome<Found>> linked(Found own, Optional<Versioned<Login>> login, Optional<Found> holder) {
            Optional<Refusal> conflict = conflicts.with(own.identity(), proof);
            if (conflict.isPresent()) {
                return refused(conflict.get());
            }
            Optional<Found> standing = holder.isPresent() ? fenced(own, holder.get()) : Optional.of(own);
            if (standing.isEmpty()) {
                return Optional.empty();
            }
            WriteId claim = context.newWrite();
            Login row = new Login(own.id());
            boolean won = login.isPresent()
                    ? context.stores().logins().replace(proof.key(), login.get().version(), row, claim)
                    : context.stores().logins().insert(proof.key(), row, claim);
            if (!won) {
                return Optional.empty();
            }
            claimed = Optional.of(claim);
            Identity next = new Held(proof.key(), claim, proof.developer())
                    .added(standing.get().identity())
                    .modifiedAt(context.now())
                    .build();
            WriteId write = context.newWrite();
            boolean committed = context.stores()
                    .identities()
                    .replace(context.key(own.id()), standing.get().version(), next, write);
            return committed
                    ? Optional.of(Outcome.success(new Found(own.id(), new Versioned<>(next, write))))
                    : Optional.empty();
        }

        /** Makes a commit on what the holder of a login that nobody honours was read to be lose; returns our own row. */
        private Optional<Found> fenced(Found own, Found holder) {
            if (holder.identity().state() == Identity.State.DELETED) {
                return Optional.of(own);
            }
            WriteId write = context.newWrite();
            boolean won = context.stores()
                    .identities()
                    .replace(context.key(holder.id()), holder.version(), holder.identity(), write);
            if (!won) {
                return Optional.empty();
            }
            return Optional.of(
                    holder.id().equals(own.id())
                            ? new Found(own.id(), new Versioned<>(holder.identity(), write))
                            : own);
        }

        private boolean permitted(Found own) {
            return request.trusted()
                    || own.guest()
                    || request.proofs().stream()
                            .map(Proof::key)
                            .filter(key -> Held.find(own.identity(), key).isPresent())
                            .anyMatch(key -> reader.known(key)
                                    .filter(found -> found.id().equals(own.id()))
                                    .isPresent());
        }

        private Optional<Outcome<Found>> refused(Refusal refusal) {
            return Optional.of(Outcome.refused(refusal));
        }

        /** Takes back a claim that was not committed. */
        void withdraw() {
            claimed.ifPresent(claim -> context.stores().logins().delete(proof.key(), claim));
        }
    }
}
