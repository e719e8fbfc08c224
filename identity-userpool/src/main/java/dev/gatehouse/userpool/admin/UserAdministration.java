package dev.gatehouse.userpool.admin;

import dev.gatehouse.Cursor;
import dev.gatehouse.Done;
import dev.gatehouse.ErrorCode;
import dev.gatehouse.Outcome;
import dev.gatehouse.Page;
import dev.gatehouse.Refusal;
import dev.gatehouse.Secret;
import dev.gatehouse.UserId;
import dev.gatehouse.spi.hook.ClientMetadata;
import dev.gatehouse.spi.hook.PostConfirmation;
import dev.gatehouse.spi.message.Channel;
import dev.gatehouse.spi.message.MessageKind;
import dev.gatehouse.spi.store.UserRow;
import dev.gatehouse.user.AliasKind;
import dev.gatehouse.user.User;
import dev.gatehouse.user.UserStatus;
import dev.gatehouse.userpool.delivery.CodeDelivery;
import dev.gatehouse.userpool.internal.account.UserEdit;
import dev.gatehouse.userpool.internal.code.CodePurpose;
import dev.gatehouse.userpool.internal.context.PoolContext;
import dev.gatehouse.userpool.internal.deletion.Deletion;
import dev.gatehouse.userpool.internal.directory.Address;
import dev.gatehouse.userpool.internal.directory.Addresses;
import dev.gatehouse.userpool.internal.directory.Directory;
import dev.gatehouse.userpool.internal.directory.Found;
import dev.gatehouse.userpool.internal.hook.HookCalls;
import dev.gatehouse.userpool.internal.outbox.Intent;
import dev.gatehouse.userpool.internal.outbox.Outbox;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The door of user administration, for callers who may be told who exists. Every operation on a user takes its user
 * name, an alias or its id, at most 512 characters, and refuses with {@code USER_NOT_FOUND}, {@code
 * INVALID_PARAMETER} if nobody can be called so, and {@code CONCURRENT_MODIFICATION} after three lost races. An outage
 * is thrown as {@link dev.gatehouse.spi.StoreException}; every operation but {@code create} may then be repeated.
 * Thread-safe; built by the user pool.
 */
public final class UserAdministration {
    /** The longest page. */
    public static final int MAX_PAGE = UserListing.MAX_PAGE;

    private final PoolContext context;
    private final Directory directory;
    private final UserListing listing;
    private final UserCreation creation;
    private final AdministeredAttributes attributes;
    private final PasswordSetting passwords;
    private final UserEdit edit;
    private final Deletion deletion;
    private final Invitation invitation;
    private final Outbox outbox;

    /** Called by the user pool; applications get this from there. */
    @SuppressWarnings("exports") // the context is how the pool wires its own features
    public UserAdministration(PoolContext context) {
        this.context = context;
        this.directory = new Directory(context);
        this.listing = new UserListing(context, directory);
        this.creation = new UserCreation(context);
        this.attributes = new AdministeredAttributes(context);
        this.edit = new UserEdit(context);
        this.passwords = new PasswordSetting(context, edit);
        this.deletion = new Deletion(context);
        this.invitation = new Invitation(context, passwords);
        this.outbox = new Outbox(context);
    }

    /**
     * Makes a user who must replace its password at the first sign-in, and invites it. If the process dies between the
     * two, the user is there and was not invited: a repeat says {@code USERNAME_EXISTS}, and {@link #setPassword} gives
     * it another temporary password to hand over.
     *
     * @return the user; {@code USERNAME_EXISTS}; {@code ALIAS_EXISTS} if a verified address is another's; {@code
     *     INVALID_PARAMETER}, with {@code temporary-password.untold} if a generated password would reach nobody; {@code
     *     INVALID_PASSWORD}; {@code USER_LAMBDA_VALIDATION}; or {@code TOO_MANY_REQUESTS}
     */
    public Outcome<User> create(CreateUserRequest request) {
        return creation.create(request);
    }

    /**
     * Invites a user again who has not replaced its temporary password yet: it gets another one, which ends the first.
     *
     * @param mediums how it is told, once each; empty for the best address that there is
     * @param temporaryPassword the password of the first sign-in; empty to generate one
     * @return the user; {@code UNSUPPORTED_USER_STATE} if it has a password of its own; {@code INVALID_PARAMETER} with
     *     {@code temporary-password.untold} if no medium reaches it; {@code INVALID_PASSWORD}; or {@code
     *     TOO_MANY_REQUESTS}
     */
    public Outcome<User> inviteAgain(String username, Set<Channel> mediums, Optional<Secret> temporaryPassword) {
        return find(username).then(found -> invitation.again(found, mediums, temporaryPassword));
    }

    /** Returns a user with all its attributes. */
    public Outcome<User> get(String username) {
        return find(username).map(Found::user);
    }

    /**
     * Returns users of the pool with all their attributes, in no order that counts. A user that stands throughout the
     * listing is returned exactly once, one that is made or deleted meanwhile at most once. A page may be shorter than
     * its limit, even empty, before the end. It reads the rows of the pool one after the other: for administration and
     * export, never on the path of a user's own request.
     *
     * @param cursor where the previous page ended, empty for the first; {@code INVALID_PARAMETER} with {@code
     *     page.token} if this pool's listing did not give it
     * @param limit how many at most, 1 to {@value #MAX_PAGE}; else {@code INVALID_PARAMETER} with {@code page.limit}
     */
    public Outcome<Page<User>> list(Optional<Cursor> cursor, int limit) {
        return listing.list(cursor, limit);
    }

    /**
     * Finds the user who has a name of one kind, by the index that sign-in uses: an e-mail address or a phone number
     * counts from when it is verified, and in pools where it is a name of users.
     *
     * @param name as typed, at most 512 characters; the canonical form decides
     * @return the user; empty if nobody has the name, or can have it; or {@code INVALID_PARAMETER} with {@code
     *     name.not-indexed} if the pool's users have no names of this kind, or {@code name.length}
     */
    public Outcome<Optional<User>> find(AliasKind kind, String name) {
        return listing.find(kind, name);
    }

    /** Locks a user out: no sign-in and no refresh from the moment this commits; every session ends. */
    public Outcome<Done> disable(String username) {
        return id(username)
                .then(user -> edit.commitEndingSessions(
                        user, missing(), found -> Outcome.success(edit.with(found, profile -> profile.enabled(false)))))
                .map(done -> Done.DONE);
    }

    /** Lets a disabled user in again, with the sign-ins that come. */
    public Outcome<Done> enable(String username) {
        return id(username)
                .then(user -> edit.commit(
                        user, missing(), found -> Outcome.success(edit.with(found, profile -> profile.enabled(true)))))
                .map(done -> Done.DONE);
    }

    /**
     * Deletes a user: from the moment this commits it is absent everywhere and its names are free. To go on after a
     * failure, name the user by its id; maintenance does so by itself.
     */
    public Outcome<Done> delete(String username) {
        return directory
                .resolveForAdministrator(username)
                .then(resolved ->
                        resolved.typed().kinds().isEmpty() || resolved.user().isPresent()
                                ? deletion.delete(resolved.user().map(Found::id).orElse(resolved.subject()))
                                : Outcome.refused(ErrorCode.USER_NOT_FOUND));
    }

    /**
     * Changes attributes, all or none, at once. A new e-mail address or phone number is not verified unless the same
     * change sets {@code email_verified} or {@code phone_number_verified}; a change of the user's own that waits for a
     * code is dropped.
     *
     * @param changes values by attribute, at most 2,048 characters each; an empty one removes the attribute
     * @param removed attributes to remove; none of them among the changes
     * @return the user; {@code INVALID_PARAMETER} with the rules; or {@code ALIAS_EXISTS}
     */
    public Outcome<User> updateAttributes(String username, Map<String, String> changes, Set<String> removed) {
        return id(username).then(user -> attributes.update(user, changes, removed));
    }

    /** Confirms a sign-up without its code. Refusal besides: {@code UNSUPPORTED_USER_STATE}. */
    public Outcome<Done> confirmSignUp(String username) {
        return confirmSignUp(username, ClientMetadata.none());
    }

    /**
     * Confirms a sign-up as {@link #confirmSignUp(String)} does.
     *
     * @param clientMetadata what the {@code PostConfirmation} hook gets to see; kept nowhere
     */
    public Outcome<Done> confirmSignUp(String username, ClientMetadata clientMetadata) {
        return id(username)
                .then(user -> edit.commit(user, missing(), this::confirmed))
                .map(found -> {
                    HookCalls.tell(
                            context.pool(),
                            "PostConfirmation",
                            () -> context.hooks()
                                    .postConfirmation()
                                    .confirmed(new PostConfirmation.Event(
                                            context.pool(),
                                            PostConfirmation.Source.SIGN_UP,
                                            found.user(),
                                            clientMetadata)));
                    return Done.DONE;
                });
    }

    private Outcome<UserRow> confirmed(Found found) {
        boolean named = found.row()
                .aliases()
                .containsKey(context.settings().usernameKind().alias());
        if (found.user().status() != UserStatus.UNCONFIRMED || !named) {
            return Outcome.refused(ErrorCode.UNSUPPORTED_USER_STATE);
        }
        return Outcome.success(edit.with(found, profile -> profile.status(UserStatus.CONFIRMED)).toBuilder()
                .expiresAt(Optional.empty())
                .build());
    }

    /**
     * Makes a user set a new password by recovery, ends its sessions and sends the code to a verified address.
     *
     * @return where the code goes; {@code UNSUPPORTED_USER_STATE}; or {@code INVALID_PARAMETER} with {@code
     *     user.no-verified-address}
     */
    public Outcome<CodeDelivery> resetPassword(String username) {
        return id(username)
                .then(user -> edit.commitEndingSessions(user, missing(), this::reset))
                .map(found -> {
                    Address to =
                            Addresses.verified(found.user(), Optional.empty()).orElseThrow();
                    outbox.put(Intent.code(
                            MessageKind.RECOVERY_CODE,
                            CodePurpose.RECOVERY,
                            found.id(),
                            found.user().username(),
                            to));
                    return to.masked();
                });
    }

    private Outcome<UserRow> reset(Found found) {
        UserStatus status = found.user().status();
        if (status != UserStatus.CONFIRMED && status != UserStatus.RESET_REQUIRED) {
            return Outcome.refused(ErrorCode.UNSUPPORTED_USER_STATE);
        }
        if (Addresses.verified(found.user(), Optional.empty()).isEmpty()) {
            return Outcome.refused(Refusal.of(ErrorCode.INVALID_PARAMETER, "user.no-verified-address"));
        }
        return Outcome.success(edit.with(found, profile -> profile.status(UserStatus.RESET_REQUIRED)));
    }

    /**
     * Sets a password, and ends every session.
     *
     * @param permanent whether the user keeps it; otherwise it must be replaced at the next sign-in, within the
     *     policy's {@code temporaryPasswordValidity}
     * @return done; {@code INVALID_PASSWORD}; {@code PASSWORD_HISTORY_POLICY_VIOLATION}; {@code
     *     UNSUPPORTED_USER_STATE} for users of an external provider; or {@code TOO_MANY_REQUESTS}
     */
    public Outcome<Done> setPassword(String username, Secret password, boolean permanent) {
        return find(username).then(found -> passwords.set(found, password, permanent));
    }

    /** Ends every session of a user; it may sign in again. */
    public Outcome<Done> signOutEverywhere(String username) {
        return id(username)
                .then(user -> edit.commitEndingSessions(user, missing(), found -> Outcome.success(found.row())))
                .map(done -> Done.DONE);
    }

    private Outcome<UserId> id(String username) {
        return find(username).map(Found::id);
    }

    private Outcome<Found> find(String username) {
        return directory.findForAdministrator(username);
    }

    private static Outcome<Found> missing() {
        return Outcome.refused(ErrorCode.USER_NOT_FOUND);
    }
}
