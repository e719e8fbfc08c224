package dev.gatehouse.web.wire;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** {@code ListUsers} through the protocol: paging, what is told, and the filters. */
class UserListStoriesTest {
    private final WireBench bench = new WireBench();
    private final String pool = bench.reference.pool();

    private String create(String email) {
        Reply made = bench.idp(
                        "AdminCreateUser",
                        Map.of(
                                "UserPoolId",
                                pool,
                                "Username",
                                email,
                                "UserAttributes",
                                List.of(Map.of("Name", "name", "Value", "N. N.")),
                                "TemporaryPassword",
                                "Temporary-1-password",
                                "MessageAction",
                                "SUPPRESS"))
                .succeeds();
        return made.text("User", "Username");
    }

    private List<String> list(Map<String, Object> input) {
        List<String> names = new ArrayList<>();
        Map<String, Object> page = new HashMap<>(input);
        page.put("UserPoolId", pool);
        while (true) {
            Reply reply = bench.idp("ListUsers", page).succeeds();
            for (Object user : (List<?>) reply.get("Users")) {
                names.add((String) ((Map<?, ?>) user).get("Username"));
            }
            if (!reply.members().containsKey("PaginationToken")) {
                return names;
            }
            page.put("PaginationToken", reply.text("PaginationToken"));
        }
    }

    private List<String> matching(String filter) {
        return list(Map.of("Filter", filter));
    }

    @Test
    void users_come_in_pages_and_a_limit_of_zero_is_none() {
        List<String> made =
                List.of(create("anna@example.org"), create("berta@example.org"), create("carla@example.org"));
        assertThat(list(Map.of("Limit", 2L))).containsExactlyInAnyOrderElementsOf(made);
        assertThat(list(Map.of("Limit", 0L))).containsExactlyInAnyOrderElementsOf(made);
        assertThat(matching("")).containsExactlyInAnyOrderElementsOf(made);
        bench.idp("ListUsers", Map.of("UserPoolId", pool, "PaginationToken", "AAAA"))
                .fails("InvalidParameterException", 400);
        bench.idp("ListUsers", Map.of("UserPoolId", "eu-west-1_nobody123")).fails("ResourceNotFoundException", 404);
    }

    @Test
    void only_the_attributes_that_are_asked_for_are_told() {
        create("anna@example.org");
        Reply some = bench.idp("ListUsers", Map.of("UserPoolId", pool, "AttributesToGet", List.of("email", "locale")))
                .succeeds();
        Map<?, ?> anna = (Map<?, ?>) ((List<?>) some.get("Users")).get(0);
        assertThat(anna.get("Attributes")).isEqualTo(List.of(Map.of("Name", "email", "Value", "anna@example.org")));
        assertThat(anna.get("UserStatus")).isEqualTo("FORCE_CHANGE_PASSWORD");
        Reply all = bench.idp("ListUsers", Map.of("UserPoolId", pool)).succeeds();
        assertThat(all.get("Users").toString()).contains("sub", "N. N.", "email");
    }

    @Test
    void exact_filters_find_by_the_index_and_states_by_the_page() {
        String anna = create("anna@example.org");
        String berta = create("berta@example.org");
        bench.idp("AdminDisableUser", Map.of("UserPoolId", pool, "Username", berta))
                .succeeds();

        assertThat(matching("email = \"ANNA@example.org\"")).containsExactly(anna);
        assertThat(matching("  email=\"anna@example.org\" ")).containsExactly(anna);
        assertThat(matching("username = \"" + berta + "\"")).containsExactly(berta);
        assertThat(matching("sub = \"" + anna + "\"")).containsExactly(anna);
        assertThat(matching("sub = \"anna@example.org\"")).isEmpty();
        assertThat(matching("email = \"nobody@example.org\"")).isEmpty();
        assertThat(matching("email = \"\"")).isEmpty();
        assertThat(matching("email = \"no \\\"address\\\" at all \\\\\"")).isEmpty();
        assertThat(matching("status = \"Enabled\"")).containsExactly(anna);
        assertThat(matching("status = \"Disabled\"")).containsExactly(berta);
        assertThat(matching("status = \"enabled\"")).isEmpty();
        assertThat(matching("cognito:user_status = \"force_change_password\"")).containsExactlyInAnyOrder(anna, berta);
        assertThat(list(Map.of("Filter", "cognito:user_status = \"CONFIRMED\"", "Limit", 1L)))
                .isEmpty();
        assertThat(matching("cognito:user_status = \"ARCHIVED\"")).isEmpty();
    }

    @Test
    void what_an_index_answers_has_no_second_page() {
        create("anna@example.org");
        Reply refused = bench.idp(
                        "ListUsers",
                        Map.of("UserPoolId", pool, "Filter", "email = \"anna@example.org\"", "PaginationToken", "AAAA"))
                .fails("InvalidParameterException", 400);
        assertThat(refused.message()).endsWith("page.token");
    }

    @ParameterizedTest
    @CsvSource({
        "email ^= \"anna\", filter.not-indexed",
        "given_name = \"Anna\", filter.not-indexed",
        "custom:plan = \"gold\", filter.attribute",
        "birthdate = \"1999-01-01\", filter.attribute",
        "phone_number = \"+49123456789\", name.not-indexed",
        "preferred_username = \"anna\", name.not-indexed"
    })
    void what_no_index_answers_is_refused_by_name(String filter, String rule) {
        Reply refused = bench.idp("ListUsers", Map.of("UserPoolId", pool, "Filter", filter))
                .fails("InvalidParameterException", 400);
        assertThat(refused.message()).endsWith(rule);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                " ",
                "email",
                "email =",
                "email = anna",
                "email = 'anna'",
                "email = \"anna",
                "email = anna\"",
                "email = \"an\"na\"",
                "email = \"anna\\\"",
                "email = \"\\anna\"",
                "email == \"anna\"",
                "email ~= \"anna\"",
                "= \"anna\"",
                "email = \"anna\" and sub = \"x\"",
                "email\t= \"anna\""
            })
    void a_filter_of_another_form_is_refused(String filter) {
        Reply refused = bench.idp("ListUsers", Map.of("UserPoolId", pool, "Filter", filter))
                .fails("InvalidParameterException", 400);
        assertThat(refused.message()).endsWith("filter.syntax");
    }
}
