package dev.gatehouse.credentials.directory;

import dev.gatehouse.RoleName;
import dev.gatehouse.internal.json.Json;
import dev.gatehouse.internal.json.JsonException;
import dev.gatehouse.spi.StoreException;
import dev.gatehouse.spi.internal.setting.Members;
import dev.gatehouse.spi.store.Setting;
import java.time.DateTimeException;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Writes a definition as JSON and reads it back; members that it does not know are kept. */
final class DefinitionCodec {
    private static final Set<String> KNOWN = Set.of(
            "name",
            "allowGuests",
            "allowClassicFlow",
            "developerProvider",
            "userPools",
            "providers",
            "authenticatedRole",
            "unauthenticatedRole",
            "roleMappings",
            "principalTags",
            "allowUnscopedGuests",
            "sessionDuration",
            "guestLife",
            "tags");

    private DefinitionCodec() {}

    static String write(IdentityPoolDefinition.Builder values) {
        return Json.write(members(values));
    }

    /** Returns whether values can be stored: their texts are Unicode, and they are not too much for one row. */
    static boolean fits(IdentityPoolDefinition.Builder values) {
        try {
            return write(values).length() <= Setting.MAX_BODY_CHARS;
        } catch (IllegalArgumentException e) {
            return false; // a text with half of a surrogate pair has no JSON form
        }
    }

    static Map<String, Object> members(IdentityPoolDefinition.Builder values) {
        Map<String, Object> members = new TreeMap<>(values.others);
        members.put("name", values.name);
        members.put("allowGuests", values.allowGuests);
        members.put("allowClassicFlow", values.allowClassicFlow);
        put(members, "developerProvider", values.developerProvider);
        members.put(
                "userPools",
                values.userPools.stream()
                        .map(login -> new TreeMap<String, Object>(Map.of(
                                "provider",
                                login.provider(),
                                "clientId",
                                login.clientId(),
                                "serverSideTokenCheck",
                                login.serverSideTokenCheck())))
                        .toList());
        members.put("providers", new TreeMap<>(values.providers));
        put(members, "authenticatedRole", values.authenticatedRole);
        put(members, "unauthenticatedRole", values.unauthenticatedRole);
        if (!values.roleMappings.isEmpty()) {
            members.put("roleMappings", MappingCodec.roleMappings(values.roleMappings));
        }
        if (!values.principalTags.isEmpty()) {
            members.put("principalTags", MappingCodec.principalTags(values.principalTags));
        }
        if (values.allowUnscopedGuests) {
            members.put("allowUnscopedGuests", true);
        }
        members.put("sessionDuration", values.sessionDuration.toString());
        members.put("guestLife", values.guestLife.toString());
        members.put("tags", new TreeMap<>(values.tags));
        return members;
    }

    private static void put(Map<String, Object> members, String name, @Nullable Object value) {
        if (value != null) {
            members.put(name, value.toString());
        }
    }

    /** @throws StoreException if the body is not one that {@link #write} made; names no content */
    static IdentityPoolDefinition.Builder read(String body) {
        try {
            Map<String, @Nullable Object> members = Json.parseObject(body, Setting.MAX_BODY_CHARS);
            IdentityPoolDefinition.Builder values = new IdentityPoolDefinition.Builder();
            values.name = Members.text(members, "name");
            values.allowGuests = Members.flag(members, "allowGuests");
            values.allowClassicFlow = Members.flag(members, "allowClassicFlow");
            values.developerProvider =
                    members.containsKey("developerProvider") ? Members.text(members, "developerProvider") : null;
            values.userPools = Members.objects(members, "userPools").stream()
                    .map(DefinitionCodec::userPool)
                    .toList();
            values.providers = Members.texts(members, "providers");
            values.authenticatedRole = role(members, "authenticatedRole");
            values.unauthenticatedRole = role(members, "unauthenticatedRole");
            values.roleMappings = MappingCodec.readRoleMappings(members);
            values.principalTags = MappingCodec.readPrincipalTags(members);
            values.allowUnscopedGuests =
                    members.containsKey("allowUnscopedGuests") && Members.flag(members, "allowUnscopedGuests");
            values.sessionDuration = Members.duration(members, "sessionDuration");
            values.guestLife = Members.duration(members, "guestLife");
            values.tags = Members.texts(members, "tags");
            values.others = Members.others(members, KNOWN);
            return values;
        } catch (JsonException | DateTimeException | IllegalArgumentException e) {
            throw new StoreException("a stored identity pool is not readable", e);
        }
    }

    private static UserPoolLogin userPool(Map<?, ?> login) {
        return new UserPoolLogin(
                Members.text(login, "provider"),
                Members.text(login, "clientId"),
                Members.flag(login, "serverSideTokenCheck"));
    }

    private static @Nullable RoleName role(Map<?, ?> members, String name) {
        return members.containsKey(name) ? new RoleName(Members.text(members, name)) : null;
    }
}
