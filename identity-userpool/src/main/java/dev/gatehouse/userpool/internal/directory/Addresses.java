package dev.gatehouse.userpool.internal.directory;

import dev.gatehouse.spi.store.AliasClaim;
import dev.gatehouse.spi.store.UserRow;
import dev.gatehouse.user.AliasKind;
import dev.gatehouse.user.User;
import dev.gatehouse.userpool.settings.UserPoolSettings;
import dev.gatehouse.userpool.settings.UsernameKind;
import java.time.Instant;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/** Where a user may be written to. Pure functions. */
public final class Addresses {
    private static final String TRUE = "true";

    private Addresses() {}

    /** Returns a stored address, verified or not. */
    public static Optional<Address> stored(User user, Address.Kind kind) {
        return user.attribute(kind.attribute()).map(value -> new Address(kind, value));
    }

    /** Returns whether the user proved that the address is its own. */
    public static boolean verified(User user, Address.Kind kind) {
        return user.attribute(kind.verifiedAttribute()).filter(TRUE::equals).isPresent();
    }

    /** Returns a verified address: the preferred kind first. */
    public static Optional<Address> verified(User user, Optional<Address.Kind> preferred) {
        return first(preferred, kind -> stored(user, kind).filter(address -> verified(user, kind)));
    }

    /**
     * Returns where the code that confirms a sign-up goes. Where the address is the name, only to the address that
     * the user's own claim stands for: a row made to mask a taken name (its claim is on no address) gets no code.
     */
    public static Optional<Address> toConfirm(UserPoolSettings settings, UserRow row) {
        Optional<User> profile = row.profile();
        if (profile.isEmpty()) {
            return Optional.empty();
        }
        if (settings.usernameKind() == UsernameKind.USERNAME) {
            return first(Optional.empty(), kind -> stored(profile.get(), kind));
        }
        Address.Kind kind = kind(settings.usernameKind().alias()).orElseThrow();
        AliasClaim entry = row.aliases().get(kind.alias());
        return stored(profile.get(), kind)
                .filter(address -> entry != null
                        && address.canonical().fold(name -> name.value().equals(entry.canonical()), refusal -> false));
    }

    /**
     * Returns where the code that recovers an account goes: a verified address, the preferred kind first; or, where
     * the address is the name, the name of a user that has not confirmed it yet. Empty where recovery is not open.
     */
    public static Optional<Address> toRecover(
            UserPoolSettings settings, UserRow row, Optional<Address.Kind> preferred) {
        Optional<User> enabled = row.profile().filter(User::enabled);
        if (enabled.isEmpty()) {
            return Optional.empty();
        }
        return switch (enabled.get().status()) {
            case CONFIRMED, RESET_REQUIRED -> verified(enabled.get(), preferred);
            case UNCONFIRMED ->
                settings.usernameKind() == UsernameKind.USERNAME ? Optional.empty() : toConfirm(settings, row);
            case FORCE_CHANGE_PASSWORD, EXTERNAL_PROVIDER -> Optional.empty();
        };
    }

    /** Returns the user with an address marked as proved. */
    public static User verified(User user, Address.Kind kind, Instant now) {
        return with(user, kind.verifiedAttribute(), TRUE, now);
    }

    /** Returns the user with an address marked as not proved; unchanged for names that are no addresses. */
    static User unverified(User user, AliasKind alias, Instant now) {
        return kind(alias)
                .map(kind -> with(user, kind.verifiedAttribute(), "false", now))
                .orElse(user);
    }

    /** Returns the kind of address that a kind of name is. */
    public static Optional<Address.Kind> kind(AliasKind alias) {
        return switch (alias) {
            case EMAIL -> Optional.of(Address.Kind.EMAIL);
            case PHONE_NUMBER -> Optional.of(Address.Kind.PHONE_NUMBER);
            case USERNAME, PREFERRED_USERNAME, EXTERNAL_SUBJECT -> Optional.empty();
        };
    }

    /** Returns a user's claims with one more. */
    public static Map<AliasKind, AliasClaim> with(UserRow row, AliasKind kind, AliasClaim entry) {
        Map<AliasKind, AliasClaim> aliases = new EnumMap<>(AliasKind.class);
        aliases.putAll(row.aliases());
        aliases.put(kind, entry);
        return aliases;
    }

    private static User with(User user, String attribute, String value, Instant now) {
        Map<String, String> attributes = new HashMap<>(user.attributes());
        attributes.put(attribute, value);
        return user.toBuilder().attributes(attributes).modifiedAt(now).build();
    }

    private static Optional<Address> first(
            Optional<Address.Kind> preferred, Function<Address.Kind, Optional<Address>> choice) {
        return preferred
                .flatMap(choice)
                .or(() -> choice.apply(Address.Kind.EMAIL))
                .or(() -> choice.apply(Address.Kind.PHONE_NUMBER));
    }
}
