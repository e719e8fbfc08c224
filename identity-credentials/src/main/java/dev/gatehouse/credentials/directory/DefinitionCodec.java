package dev.gatehouse.credentials.directory;

import dev.gatehouse.RoleName;
import dev.gatehouse.internal.json.Json;
import dev.gatehouse.internal.json.JsonException;
import dev.gatehouse.spi.StoreException;
import dev.gatehouse.spi.store.Setting;
import java.time.DateTimeException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
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
            "sessionDuration",
            "guestLife",
            "tags");

    private DefinitionCodec() {}

    static String write(IdentityPoolDefinition.Builder values) {
        return Json.write(members(values));
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
            values.name = text(members, "name");
            values.allowGuests = flag(members, "allowGuests");
            values.allowClassicFlow = flag(members, "allowClassicFlow");
            values.developerProvider =
                    members.containsKey("developerProvider") ? text(members, "developerProvider") : null;
            values.userPools = userPools(members.get("userPools"));
            values.providers = texts(members, "providers");
            values.authenticatedRole = role(members, "authenticatedRole");
            values.unauthenticatedRole = role(members, "unauthenticatedRole");
            values.sessionDuration = Duration.parse(text(members, "sessionDuration"));
            values.guestLife = Duration.parse(text(members, "guestLife"));
            values.tags = texts(members, "tags");
            Map<String, Object> others = new HashMap<>();
            members.forEach((name, value) -> {
                if (!KNOWN.contains(name) && value != null) {
                    others.put(name, value);
                }
            });
            values.others = others;
            return values;
        } catch (JsonException | DateTimeException | IllegalArgumentException e) {
            throw new StoreException("a stored identity pool is not readable", e);
        }
    }

    private static List<UserPoolLogin> userPools(@Nullable Object member) {
        List<UserPoolLogin> logins = new ArrayList<>();
        if (!(member instanceof List<?> items)) {
            throw unreadable("userPools");
        }
        for (Object item : items) {
            if (!(item instanceof Map<?, ?> map)) {
                throw unreadable("userPools");
            }
            logins.add(
                    new UserPoolLogin(text(map, "provider"), text(map, "clientId"), flag(map, "serverSideTokenCheck")));
        }
        return logins;
    }

    private static @Nullable RoleName role(Map<?, ?> members, String name) {
        return members.containsKey(name) ? new RoleName(text(members, name)) : null;
    }

    private static String text(Map<?, ?> members, String name) {
        if (members.get(name) instanceof String text) {
            return text;
        }
        throw unreadable(name);
    }

    private static boolean flag(Map<?, ?> members, String name) {
        if (members.get(name) instanceof Boolean flag) {
            return flag;
        }
        throw unreadable(name);
    }

    private static Map<String, String> texts(Map<?, ?> members, String name) {
        if (!(members.get(name) instanceof Map<?, ?> map)) {
            throw unreadable(name);
        }
        Map<String, String> texts = new HashMap<>();
        map.forEach((key, value) -> texts.put(String.valueOf(key), text(map, String.valueOf(key))));
        return texts;
    }

    private static IllegalArgumentException unreadable(String name) {
        return new IllegalArgumentException("no readable member " + name);
    }
}
