package dev.gatehouse.docs;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.Secret;
import dev.gatehouse.user.Group;
import dev.gatehouse.userpool.UserPool;
import dev.gatehouse.userpool.admin.CreateUserRequest;
import dev.gatehouse.userpool.group.GroupChange;
import dev.gatehouse.userpool.group.Groups;
import org.junit.jupiter.api.Test;

/** The samples of {@code groups.md}. */
class GroupSamplesTest {
    @Test
    void aUserIsPutIntoAGroup() {
        UserPool pool = SamplesTest.pool(SamplesTest.settings());
        pool.admin()
                .create(CreateUserRequest.builder("bob@example.com")
                        .temporaryPassword(Secret.of("temporary pass phrase"))
                        .suppressMessage()
                        .build())
                .orElseThrow();
        editors(pool);
        assertThat(pool.groups().ofUser("bob@example.com").orElseThrow())
                .extracting(Group::name)
                .containsExactly("editors");
    }

    private void editors(UserPool pool) {
        Groups groups = pool.groups();
        groups.create(
                        "editors",
                        GroupChange.builder()
                                .precedence(1)
                                .roleArn("arn:aws:iam::000000000000:role/Editor")
                                .build())
                .orElseThrow();
        groups.add("bob@example.com", "editors").orElseThrow();
    }
}
