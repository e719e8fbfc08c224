package dev.gatehouse.web.wire.userpool;

import dev.gatehouse.ErrorCode;
import dev.gatehouse.Outcome;
import dev.gatehouse.Refusal;
import dev.gatehouse.user.User;
import dev.gatehouse.web.wire.model.Input;
import dev.gatehouse.web.wire.operation.Answer;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** Users and their attributes, between the wire's lists of name and value and the library's maps. */
final class Attributes {
    private Attributes() {}

    /** Returns a list of attributes as a map, or {@code INVALID_PARAMETER} with {@code attributes.twice}. */
    static Outcome<Map<String, String>> read(Input input, String member) {
        Map<String, String> attributes = new LinkedHashMap<>();
        for (Input attribute : input.structures(member)) {
            if (attributes.put(attribute.text("Name"), attribute.maybe("Value").orElse("")) != null) {
                return Outcome.refused(Refusal.of(ErrorCode.INVALID_PARAMETER, "attributes.twice"));
            }
        }
        return Outcome.success(attributes);
    }

    /** Returns a user's attributes, {@code sub} first. */
    static List<Map<String, Object>> write(User user) {
        List<Map<String, Object>> attributes = new ArrayList<>();
        attributes.add(attribute("sub", user.id().value()));
        new TreeMap<>(user.attributes()).forEach((name, value) -> attributes.add(attribute(name, value)));
        return attributes;
    }

    private static Map<String, Object> attribute(String name, String value) {
        return Answer.of().put("Name", name).put("Value", value).members();
    }

    /** Returns a user as listings have it. */
    static Map<String, Object> user(User user) {
        return user(user, Set.of());
    }

    /**
     * Returns a user as listings have it, with some of its attributes.
     *
     * @param wanted the attributes to tell, as far as the user has them; empty for all
     */
    static Map<String, Object> user(User user, Set<String> wanted) {
        List<Map<String, Object>> attributes = write(user).stream()
                .filter(attribute -> wanted.isEmpty() || wanted.contains((String) attribute.get("Name")))
                .toList();
        return state(Answer.of().put("Username", user.username()).put("Attributes", attributes), user)
                .members();
    }

    /** Adds when a user was made and in what state it is. */
    static Answer state(Answer answer, User user) {
        return answer.put("UserCreateDate", user.createdAt())
                .put("UserLastModifiedDate", user.modifiedAt())
                .put("Enabled", user.enabled())
                .put("UserStatus", user.status().name());
    }
}
