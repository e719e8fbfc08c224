package dev.gatehouse.userpool.directory;

import dev.gatehouse.internal.json.Json;
import dev.gatehouse.internal.json.JsonException;
import dev.gatehouse.spi.StoreException;
import dev.gatehouse.spi.internal.setting.Members;
import dev.gatehouse.spi.store.Setting;
import dev.gatehouse.throttle.Throttle;
import dev.gatehouse.user.AliasKind;
import dev.gatehouse.userpool.settings.Masking;
import dev.gatehouse.userpool.settings.UserPoolSettings;
import dev.gatehouse.userpool.settings.UsernameKind;
import java.time.DateTimeException;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Writes a pool's definition as JSON and reads it back; members that it does not know are kept. */
final class DefinitionCodec {
    private static final Set<String> KNOWN = Set.of(
            "name",
            "deletionProtection",
            "tags",
            "deleting",
            "usernameKind",
            "aliases",
            "attributes",
            "passwordPolicy",
            "masking",
            "selfSignUp",
            "codeLife",
            "codeResendWindow",
            "unconfirmedLife",
            "passwordThrottle",
            "codeThrottle",
            "messageThrottle",
            "clockTolerance",
            "revocationBound",
            "jwksMaxAge",
            "keyLife");

    private DefinitionCodec() {}

    static String write(UserPoolDefinition.Builder values) {
        return Json.write(members(values));
    }

    /** Returns whether values can be stored: their texts are Unicode, and they are not too much for one row. */
    static boolean fits(UserPoolDefinition.Builder values) {
        try {
            return write(values).length() <= Setting.MAX_BODY_CHARS;
        } catch (IllegalArgumentException e) {
            return false; // a text with half of a surrogate pair has no JSON form
        }
    }

    static Map<String, Object> members(UserPoolDefinition.Builder values) {
        UserPoolSettings settings = values.settings;
        Map<String, Object> members = new TreeMap<>(values.others);
        members.put("name", values.name);
        members.put("deletionProtection", values.deletionProtection);
        members.put("tags", new TreeMap<>(values.tags));
        if (values.deleting) {
            members.put("deleting", true);
        }
        members.put("usernameKind", settings.usernameKind().name());
        members.put(
                "aliases", settings.aliases().stream().map(Enum::name).sorted().toList());
        members.put("attributes", SchemaCodec.members(settings.schema()));
        members.put("passwordPolicy", PolicyCodec.members(settings.passwordPolicy()));
        members.put("masking", settings.masking().name());
        members.put("selfSignUp", settings.selfSignUp());
        members.put("codeLife", settings.codeLife().toString());
        members.put("codeResendWindow", settings.codeResendWindow().toString());
        members.put("unconfirmedLife", settings.unconfirmedLife().toString());
        members.put("passwordThrottle", throttle(settings.passwordThrottle()));
        members.put("codeThrottle", throttle(settings.codeThrottle()));
        members.put("messageThrottle", throttle(settings.messageThrottle()));
        members.put("clockTolerance", settings.clockTolerance().toString());
        members.put("revocationBound", settings.revocationBound().toString());
        members.put("jwksMaxAge", settings.jwksMaxAge().toString());
        members.put("keyLife", settings.keyLife().toString());
        return members;
    }

    /**
     * Returns the values of a body.
     *
     * @param start the pool's id and issuer
     * @throws StoreException if the body is not one that {@link #write} made; names no content
     */
    static UserPoolDefinition.Builder read(UserPoolSettings.Builder start, String body) {
        try {
            Map<String, @Nullable Object> members = Json.parseObject(body, Setting.MAX_BODY_CHARS);
            UserPoolDefinition.Builder values = new UserPoolDefinition.Builder(settings(start, members));
            values.name = Members.text(members, "name");
            values.deletionProtection = Members.flag(members, "deletionProtection");
            values.tags = Members.texts(members, "tags");
            values.deleting = members.containsKey("deleting") && Members.flag(members, "deleting");
            values.others = Members.others(members, KNOWN);
            return values;
        } catch (JsonException | DateTimeException | IllegalArgumentException e) {
            throw new StoreException("a stored user pool is not readable", e);
        }
    }

    private static UserPoolSettings settings(UserPoolSettings.Builder start, Map<?, ?> members) {
        return start.usernameKind(UsernameKind.valueOf(Members.text(members, "usernameKind")))
                .aliases(Members.strings(members, "aliases").stream()
                        .map(AliasKind::valueOf)
                        .collect(Collectors.toUnmodifiableSet()))
                .schema(SchemaCodec.read(Members.objects(members, "attributes")))
                .passwordPolicy(PolicyCodec.read(Members.object(members, "passwordPolicy")))
                .masking(Masking.valueOf(Members.text(members, "masking")))
                .selfSignUp(Members.flag(members, "selfSignUp"))
                .codeLife(Members.duration(members, "codeLife"))
                .codeResendWindow(Members.duration(members, "codeResendWindow"))
                .unconfirmedLife(Members.duration(members, "unconfirmedLife"))
                .passwordThrottle(throttle(members, "passwordThrottle"))
                .codeThrottle(throttle(members, "codeThrottle"))
                .messageThrottle(throttle(members, "messageThrottle"))
                .clockTolerance(Members.duration(members, "clockTolerance"))
                .revocationBound(Members.duration(members, "revocationBound"))
                .jwksMaxAge(Members.duration(members, "jwksMaxAge"))
                .keyLife(Members.duration(members, "keyLife"))
                .build();
    }

    private static Map<String, Object> throttle(Throttle throttle) {
        return new TreeMap<>(Map.of(
                "free",
                (long) throttle.free(),
                "longestWait",
                throttle.longestWait().toString(),
                "quiet",
                throttle.quiet().toString()));
    }

    private static Throttle throttle(Map<?, ?> members, String name) {
        Map<?, ?> values = Members.object(members, name);
        return Throttle.of(
                Math.toIntExact(Members.number(values, "free")),
                Members.duration(values, "longestWait"),
                Members.duration(values, "quiet"));
    }
}
