package dev.gatehouse.userpool.signup;

import dev.gatehouse.Done;
import dev.gatehouse.ErrorCode;
import dev.gatehouse.Outcome;
import dev.gatehouse.WriteId;
import dev.gatehouse.spi.hook.ClientMetadata;
import dev.gatehouse.spi.hook.PostConfirmation;
import dev.gatehouse.spi.store.AliasClaim;
import dev.gatehouse.spi.store.UserKey;
import dev.gatehouse.spi.store.UserRow;
import dev.gatehouse.user.AliasKind;
import dev.gatehouse.user.User;
import dev.gatehouse.user.UserStatus;
import dev.gatehouse.userpool.internal.code.Codes;
import dev.gatehouse.userpool.internal.context.PoolContext;
import dev.gatehouse.userpool.internal.directory.Address;
import dev.gatehouse.userpool.internal.directory.Addresses;
import dev.gatehouse.userpool.internal.directory.Claims;
import dev.gatehouse.userpool.internal.directory.Directory;
import dev.gatehouse.userpool.internal.directory.Found;
import dev.gatehouse.userpool.internal.directory.Seen;
import dev.gatehouse.userpool.internal.directory.Tries;
import dev.gatehouse.userpool.internal.hook.HookCalls;
import java.util.Map;
import java.util.Optional;

/**
 * Writes a confirmation once the code was right (protocols "confirm" and "ForceAliasCreation"): 1 the code is taken,
 * 2 the address becomes a name, where the pool has it so, 3 the user is confirmed, the commit point.
 */
final class Confirmation {
    private final PoolContext context;
    private final Directory directory;
    private final Claims claims;

    Confirmation(PoolContext context) {
        this.context = context;
        this.directory = new Directory(context);
        this.claims = directory.claims();
    }

    Outcome<Done> confirm(Found found, Address address, Codes.Presented code, ConfirmRequest request) {
        boolean forced = request.forcesAliasCreation();
        if (found.user().status() != UserStatus.UNCONFIRMED || !found.user().enabled()) {
            return Outcome.refused(ErrorCode.NOT_AUTHORIZED);
        }
        if (becomesName(address)
                && !forced
                && look(address).filter(seen -> seen.ownedByOther(found.id())).isPresent()) {
            return Outcome.refused(ErrorCode.ALIAS_EXISTS);
        }
        if (!code.take()) {
            return Outcome.refused(ErrorCode.EXPIRED_CODE);
        }
        return Tries.<User>run(context, tries -> attempt(found, address, forced, tries))
                .map(user -> finish(user, code, request.clientMetadata()));
    }

    private Optional<Outcome<User>> attempt(Found before, Address address, boolean forced, Tries tries) {
        Optional<Found> own = directory
                .find(before.id())
                .filter(found ->
                        Addresses.toConfirm(context.settings(), found.row()).equals(Optional.of(address)));
        if (own.isEmpty() || own.get().user().status() != UserStatus.UNCONFIRMED) {
            return Optional.of(Outcome.refused(ErrorCode.NOT_AUTHORIZED));
        }
        Map<AliasKind, AliasClaim> aliases = own.get().row().aliases();
        WriteId expected = own.get().version();
        if (becomesName(address)) {
            Seen seen = look(address).orElseThrow();
            if (!forced && seen.ownedByOther(before.id())) {
                return Optional.of(Outcome.refused(ErrorCode.ALIAS_EXISTS));
            }
            Optional<Claims.Claimed> claimed = address.canonical()
                    .fold(
                            name -> claims.claim(seen, own.get(), address.value(), name, forced),
                            refusal -> Optional.empty());
            if (claimed.isEmpty()) {
                return Optional.empty();
            }
            aliases = Addresses.with(
                    own.get().row(), address.kind().alias(), claimed.get().entry());
            expected = claimed.get().ownVersion().orElseThrow();
        }
        User user = Addresses.verified(own.get().user(), address.kind(), context.now()).toBuilder()
                .status(UserStatus.CONFIRMED)
                .build();
        UserRow next = own.get().row().toBuilder()
                .profile(user)
                .aliases(aliases)
                .expiresAt(Optional.empty())
                .build();
        UserKey key = new UserKey(context.pool(), before.id());
        return tries.inTime() && context.stores().users().replace(key, expected, next, context.newWrite())
                ? Optional.of(Outcome.success(user))
                : Optional.empty();
    }

    private Done finish(User user, Codes.Presented code, ClientMetadata metadata) {
        code.succeeded();
        PostConfirmation.Event event =
                new PostConfirmation.Event(context.pool(), PostConfirmation.Source.SIGN_UP, user, metadata);
        HookCalls.tell(
                context.pool(),
                "PostConfirmation",
                () -> context.hooks().postConfirmation().confirmed(event));
        return Done.DONE;
    }

    /** Where the address is the name it was claimed at sign-up; elsewhere a verified one becomes a name if settings say so. */
    private boolean becomesName(Address address) {
        return context.settings().aliases().contains(address.kind().alias());
    }

    private Optional<Seen> look(Address address) {
        return address.canonical()
                .fold(
                        name -> Optional.of(
                                claims.look(directory.key(address.kind().alias(), name.value()))),
                        refusal -> Optional.empty());
    }
}
