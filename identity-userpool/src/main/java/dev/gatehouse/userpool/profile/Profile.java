package dev.gatehouse.userpool.profile;

import dev.gatehouse.Done;
import dev.gatehouse.ErrorCode;
import dev.gatehouse.Outcome;
import dev.gatehouse.Refusal;
import dev.gatehouse.Secret;
import dev.gatehouse.token.AccessToken;
import dev.gatehouse.user.User;
import dev.gatehouse.userpool.delivery.CodeDelivery;
import dev.gatehouse.userpool.internal.code.Codes;
import dev.gatehouse.userpool.internal.context.PoolContext;
import dev.gatehouse.userpool.internal.deletion.Deletion;
import dev.gatehouse.userpool.session.OwnTokens;
import dev.gatehouse.userpool.settings.AppClient;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The door of a user's own account: read it, change it, prove an address, change the password, delete it. Each
 * operation takes an access token and refuses with {@code NOT_AUTHORIZED} if it is not good or its user is gone or
 * disabled; the package's page lists the other refusals. An outage is thrown as {@link
 * dev.gatehouse.spi.StoreException}. Thread-safe; built by the user pool.
 */
public final class Profile {
    private final SignedIn signedIn;
    private final AttributeUpdate updates;
    private final AddressVerification verification;
    private final PasswordChange passwords;
    private final Deletion deletion;

    /** Called by the user pool; applications get this from there. */
    @SuppressWarnings("exports") // the context is how the pool wires its own features
    public Profile(PoolContext context, OwnTokens tokens) {
        this.signedIn = new SignedIn(context, tokens);
        this.updates = new AttributeUpdate(context, signedIn);
        this.verification = new AddressVerification(context, signedIn);
        this.passwords = new PasswordChange(context);
        this.deletion = new Deletion(context);
    }

    /** Returns the user, with the attributes that the token's client may read. */
    public Outcome<User> get(AccessToken token) {
        return signedIn.verify(token).map(caller -> readable(caller.found().user(), caller.client()));
    }

    private static User readable(User user, AppClient client) {
        Optional<Set<String>> readable = client.readableAttributes();
        if (readable.isEmpty()) {
            return user;
        }
        Map<String, String> attributes = new HashMap<>(user.attributes());
        attributes.keySet().retainAll(readable.get());
        return user.toBuilder().attributes(attributes).build();
    }

    /**
     * Changes attributes, all or none. A new e-mail address or phone number takes effect when its code is presented
     * to {@link #verify}; naming the present one drops a change that waits.
     *
     * @param changes values by attribute, at most 2,048 characters each; an empty one removes the attribute
     * @param removed attributes to remove; none of them among the changes
     * @return the addresses that wait for a code; {@code INVALID_PARAMETER} with the rules; {@code ALIAS_EXISTS} for a
     *     preferred user name that is another's; {@code LIMIT_EXCEEDED}; or {@code CONCURRENT_MODIFICATION}
     */
    public Outcome<Updated> update(AccessToken token, Map<String, String> changes, Set<String> removed) {
        Map<String, String> proposed = new HashMap<>(changes);
        for (String name : removed) {
            if (proposed.put(name, "") != null) {
                return Outcome.refused(Refusal.of(ErrorCode.INVALID_PARAMETER, "attribute.changed-and-removed"));
            }
        }
        return signedIn.verify(token).then(caller -> updates.update(caller, proposed));
    }

    /**
     * Sends the code of an address that waits, or that the user has and never proved. Inside the pool's resend window
     * it is the same code again.
     *
     * @param attribute {@code email} or {@code phone_number}
     * @return where it goes, or {@code INVALID_PARAMETER}, or {@code LIMIT_EXCEEDED}
     */
    public Outcome<CodeDelivery> resendCode(AccessToken token, String attribute) {
        return AddressVerification.kind(attribute)
                .then(kind -> signedIn.verify(token).then(caller -> verification.resend(caller.found(), kind)));
    }

    /**
     * Takes the code of an address, which from then on is the user's.
     *
     * @param attribute {@code email} or {@code phone_number}
     * @param code six digits
     * @return done; {@code CODE_MISMATCH}, {@code EXPIRED_CODE}; {@code ALIAS_EXISTS} if the address is another's, and
     *     the code stays good; {@code INVALID_PARAMETER}; {@code TOO_MANY_FAILED_ATTEMPTS}; or {@code
     *     CONCURRENT_MODIFICATION}
     */
    public Outcome<Done> verify(AccessToken token, String attribute, Secret code) {
        Optional<Refusal> malformed = Codes.malformed(code);
        if (malformed.isPresent()) {
            return Outcome.refused(malformed.get());
        }
        return AddressVerification.kind(attribute)
                .then(kind -> signedIn.verify(token).then(caller -> verification.verify(caller.found(), kind, code)));
    }

    /**
     * Changes the password of a user who knows the present one. Ends no session.
     *
     * @return done; {@code NOT_AUTHORIZED} if {@code previous} is wrong; {@code INVALID_PASSWORD} with the rules, and
     *     no attempt counted; {@code PASSWORD_HISTORY_POLICY_VIOLATION}; {@code TOO_MANY_FAILED_ATTEMPTS}; {@code
     *     TOO_MANY_REQUESTS}; or {@code CONCURRENT_MODIFICATION}
     */
    public Outcome<Done> changePassword(AccessToken token, Secret previous, Secret proposed) {
        return signedIn.verify(token)
                .then(caller -> passwords.change(caller.found().user(), previous, proposed));
    }

    /**
     * Deletes the account: from the moment this commits the user is absent everywhere, its names are free and its
     * sessions have ended.
     *
     * @throws dev.gatehouse.spi.StoreException if it is not certain that it is complete; maintenance goes on
     */
    public Outcome<Done> delete(AccessToken token) {
        return signedIn.verify(token).then(caller -> deletion.deleteEnabled(caller.id()));
    }
}
