package dev.gatehouse.userpool.internal.directory;

import dev.gatehouse.ErrorCode;
import dev.gatehouse.Outcome;
import dev.gatehouse.Refusal;
import dev.gatehouse.name.CanonicalName;
import dev.gatehouse.name.Names;
import dev.gatehouse.user.AliasKind;
import dev.gatehouse.userpool.settings.UserPoolSettings;
import dev.gatehouse.userpool.settings.UsernameKind;
import java.util.List;
import java.util.regex.Pattern;

/**
 * What a typed name can mean in a pool. Decided by its shape and the settings alone, never by who exists.
 *
 * @param kinds what kinds of name it can be, in the order in which they are tried; empty if it can only be a user's id
 * @param name the canonical form; the text itself for an id
 * @param raw the name as typed
 */
public record TypedName(List<AliasKind> kinds, CanonicalName name, String raw) {
    /** The ids that this library gives: version 4 UUIDs (RFC 9562, section 5.4). */
    private static final Pattern SUB =
            Pattern.compile("[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}");

    static Outcome<TypedName> of(UserPoolSettings settings, String raw) {
        if (finds(settings, AliasKind.EMAIL) && Names.looksLikeEmail(raw)) {
            return Names.email(raw).map(name -> new TypedName(List.of(AliasKind.EMAIL), name, raw));
        }
        if (finds(settings, AliasKind.PHONE_NUMBER) && Names.looksLikePhoneNumber(raw)) {
            return Names.phoneNumber(raw).map(name -> new TypedName(List.of(AliasKind.PHONE_NUMBER), name, raw));
        }
        if (settings.usernameKind() != UsernameKind.USERNAME) {
            // The user name of such a pool is the user's id.
            return isId(raw)
                    ? Outcome.success(new TypedName(List.of(), new CanonicalName(raw, 0), raw))
                    : Outcome.refused(Refusal.of(ErrorCode.INVALID_PARAMETER, "name.syntax"));
        }
        List<AliasKind> kinds = settings.aliases().contains(AliasKind.PREFERRED_USERNAME)
                ? List.of(AliasKind.USERNAME, AliasKind.PREFERRED_USERNAME)
                : List.of(AliasKind.USERNAME);
        return Names.username(raw).map(name -> new TypedName(kinds, name, raw));
    }

    static boolean isId(String raw) {
        return raw.length() == 36 && SUB.matcher(raw).matches();
    }

    private static boolean finds(UserPoolSettings settings, AliasKind kind) {
        return settings.usernameKind().alias() == kind || settings.aliases().contains(kind);
    }

    @Override
    public String toString() {
        return "TypedName" + kinds;
    }
}
