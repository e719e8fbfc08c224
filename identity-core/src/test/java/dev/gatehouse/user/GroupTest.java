package dev.gatehouse.user;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatNullPointerException;

import dev.gatehouse.WriteId;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class GroupTest {
    private static final String ROLE = "arn:aws:iam::000000000000:role/Editor";
    private static final Instant T0 = Instant.parse("2026-11-21T00:00:00Z");

    private static Group.Builder editors() {
        return Group.builder()
                .name("Editors")
                .incarnation(new WriteId("0".repeat(32)))
                .createdAt(T0);
    }

    @Test
    void hasNoDescriptionPrecedenceOrRoleUntilTheyAreSet() {
        Group bare = editors().build();
        assertThat(bare.description()).isEmpty();
        assertThat(bare.precedence()).isEmpty();
        assertThat(bare.roleArn()).isEmpty();
        assertThat(bare.modifiedAt()).isEqualTo(T0);

        Group full = bare.toBuilder()
                .description("d")
                .precedence(0)
                .roleArn(ROLE)
                .modifiedAt(T0.plusSeconds(1))
                .build();
        assertThat(full.precedence()).hasValue(0);
        assertThat(full.roleArn()).contains(ROLE);
        assertThat(full.toBuilder().build()).isEqualTo(full).hasSameHashCodeAs(full);
        assertThat(full.toBuilder()
                        .noPrecedence()
                        .noRoleArn()
                        .description("")
                        .modifiedAt(T0)
                        .build())
                .isEqualTo(bare);
        assertThat(full).isNotEqualTo(bare).hasToString("Group[Editors, incarnation " + "0".repeat(32) + "]");
    }

    @Test
    void refusesWhatIsNoGroup() {
        for (String name :
                List.of("", "two words", "a\u0000", "\u202Ea", "\uD800", "e\u0301", "\uFF21", "a".repeat(129))) {
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> editors().name(name).build())
                    .withMessage("a group's name is what Names.usernameCasePreserved returns");
        }
        assertThat(editors()
                        .name("a".repeat(128))
                        .description("x".repeat(2_048))
                        .build()
                        .name())
                .hasSize(128);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> editors().description("x".repeat(2_049)).build());
        assertThatIllegalArgumentException()
                .isThrownBy(() -> editors().precedence(-1).build());
        for (String role : List.of("", "Editor", "arn:aws:iam::1:role/Editor", ROLE + " ", ROLE + "x".repeat(512))) {
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> editors().roleArn(role).build());
        }
        assertThatNullPointerException().isThrownBy(() -> Group.builder().build());
    }
}
