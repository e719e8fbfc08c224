package dev.gatehouse.userpool.group;

import static dev.gatehouse.userpool.support.AccountBench.refusal;
import static dev.gatehouse.userpool.support.PoolBench.namePool;
import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.ErrorCode;
import dev.gatehouse.Outcome;
import dev.gatehouse.Page;
import dev.gatehouse.Secret;
import dev.gatehouse.UserId;
import dev.gatehouse.spi.store.Member;
import dev.gatehouse.spi.store.MemberKey;
import dev.gatehouse.testkit.Race;
import dev.gatehouse.token.VerifiedToken;
import dev.gatehouse.user.Group;
import dev.gatehouse.user.User;
import dev.gatehouse.userpool.admin.CreateUserRequest;
import dev.gatehouse.userpool.session.TokenSet;
import dev.gatehouse.userpool.support.AccountBench;
import dev.gatehouse.userpool.support.PoolBench;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class GroupsTest {
    private static final String EDITOR = "arn:aws:iam::000000000000:role/Editor";
    private static final String READER = "arn:aws:iam::000000000000:role/Reader";
    private static final GroupChange PLAIN = GroupChange.builder().build();

    private final AccountBench bench = AccountBench.of(namePool());
    private final Groups groups = bench.groups;
    private UserId anna = new UserId("nobody-yet");

    @BeforeEach
    void makeAnna() {
        anna = create("anna");
    }

    private UserId create(String name) {
        return bench.admin
                .create(CreateUserRequest.builder(name)
                        .temporaryPassword(Secret.of(PoolBench.PASSWORD))
                        .suppressMessage()
                        .build())
                .orElseThrow()
                .id();
    }

    private static GroupChange role(int precedence, String arn) {
        return GroupChange.builder().precedence(precedence).roleArn(arn).build();
    }

    private void annaIsIn(String name, GroupChange settings) {
        groups.create(name, settings).orElseThrow();
        groups.add("anna", name).orElseThrow();
    }

    private VerifiedToken idToken() {
        TokenSet tokens = bench.signIn(anna);
        return bench.tokens.idTokens().verify(tokens.idToken().value()).orElseThrow();
    }

    private List<String> namesOf(String user) {
        return groups.ofUser(user).orElseThrow().stream().map(Group::name).toList();
    }

    private List<String> members(String group) {
        return groups.members(group, Optional.empty(), 60).orElseThrow().items().stream()
                .map(User::username)
                .toList();
    }

    @Test
    void bothTokensNameTheGroupsAndTheIdTokenTheRolesBestPrecedenceFirst() {
        annaIsIn("readers", role(5, READER));
        annaIsIn("Editors", role(1, EDITOR));
        annaIsIn("aaa", PLAIN);
        annaIsIn("also-editors", role(7, EDITOR));

        TokenSet tokens = bench.signIn(anna);
        VerifiedToken id =
                bench.tokens.idTokens().verify(tokens.idToken().value()).orElseThrow();
        VerifiedToken access = bench.tokens.verify(tokens.accessToken()).orElseThrow();

        assertThat(id.groups()).containsExactly("Editors", "readers", "also-editors", "aaa");
        assertThat(access.groups()).isEqualTo(id.groups());
        assertThat(id.claims().get("cognito:roles")).isEqualTo(List.of(EDITOR, READER));
        assertThat(id.claims()).containsEntry("cognito:preferred_role", EDITOR);
        assertThat(access.claims()).doesNotContainKeys("cognito:roles", "cognito:preferred_role");
    }

    @Test
    void noRoleIsPreferredWhereTwoGroupsOfTheBestPrecedenceGiveDifferentOnes() {
        annaIsIn("editors", role(1, EDITOR));
        annaIsIn("readers", role(1, READER));
        assertThat(idToken().claims()).containsKey("cognito:roles").doesNotContainKey("cognito:preferred_role");

        groups.update("readers", GroupChange.builder().roleArn(EDITOR).build()).orElseThrow();
        assertThat(idToken().claims()).containsEntry("cognito:preferred_role", EDITOR);
    }

    @Test
    void aUserWithoutGroupsHasNoClaimOfThem() {
        assertThat(idToken().claims()).doesNotContainKeys("cognito:groups", "cognito:roles", "cognito:preferred_role");
    }

    @Test
    void aRefreshSeesWhatChanged() {
        TokenSet before = bench.signIn(anna);
        annaIsIn("editors", PLAIN);
        TokenSet after =
                bench.sessions.refresh(before.refreshToken(), PoolBench.CLIENT).orElseThrow();
        assertThat(bench.tokens.verify(after.accessToken()).orElseThrow().groups())
                .containsExactly("editors");
    }

    @Test
    void anotherNodeSeesADeletedGroupWithinTheBound() {
        annaIsIn("editors", PLAIN);
        AccountBench other = bench.over(bench.context.stores());
        assertThat(other.tokens.verify(other.token(anna)).orElseThrow().groups())
                .containsExactly("editors");

        groups.delete("editors").orElseThrow();
        bench.pool.clock.advance(bench.context.settings().revocationBound());

        assertThat(other.tokens.verify(other.token(anna)).orElseThrow().groups())
                .isEmpty();
    }

    @Test
    void aNameIsTakenOnceAndCaseTellsNamesApart() {
        groups.create("editors", PLAIN).orElseThrow();
        assertThat(refusal(groups.create("editors", PLAIN))).contains(ErrorCode.GROUP_EXISTS);
        groups.create("Editors", PLAIN).orElseThrow();
        assertThat(groups.list(Optional.empty(), 60).orElseThrow().items())
                .extracting(Group::name)
                .containsExactlyInAnyOrder("editors", "Editors");
    }

    @Test
    void anUpdateLeavesWhatItDoesNotName() {
        Group made = groups.create(
                        "editors",
                        GroupChange.builder()
                                .description("d")
                                .precedence(3)
                                .roleArn(EDITOR)
                                .build())
                .orElseThrow();
        bench.pool.clock.advance(Duration.ofMinutes(1));
        Group changed =
                groups.update("editors", GroupChange.builder().noRole().build()).orElseThrow();
        assertThat(changed)
                .isEqualTo(made.toBuilder()
                        .noRoleArn()
                        .modifiedAt(bench.context.now())
                        .build());
        assertThat(groups.get("editors").orElseThrow()).isEqualTo(changed);
    }

    @Test
    void aGroupThatIsMadeAgainUnderItsNameHasNoMembers() {
        annaIsIn("editors", PLAIN);
        groups.delete("editors").orElseThrow();
        assertThat(refusal(groups.get("editors"))).contains(ErrorCode.RESOURCE_NOT_FOUND);
        assertThat(refusal(groups.delete("editors"))).contains(ErrorCode.RESOURCE_NOT_FOUND);
        assertThat(namesOf("anna")).isEmpty();

        groups.create("editors", PLAIN).orElseThrow();
        assertThat(members("editors")).isEmpty();
        assertThat(idToken().groups()).isEmpty();
    }

    @Test
    void addingAndRemovingMayBeRepeated() {
        annaIsIn("editors", PLAIN);
        groups.add("anna", "editors").orElseThrow();
        assertThat(members("editors")).containsExactly("anna");
        groups.remove("anna", "editors").orElseThrow();
        groups.remove("anna", "editors").orElseThrow();
        assertThat(members("editors")).isEmpty();
        assertThat(namesOf("anna")).isEmpty();
    }

    @Test
    void aDeletedUserIsInNoGroup() {
        annaIsIn("editors", PLAIN);
        bench.admin.delete("anna").orElseThrow();
        assertThat(members("editors")).isEmpty();
        assertThat(bench.context.stores().members().find(new MemberKey(bench.context.pool(), "editors", anna)))
                .isEmpty();
    }

    @Test
    void aListIsReadInPagesThatMissNobody() {
        groups.create("editors", PLAIN).orElseThrow();
        List<String> all = new ArrayList<>();
        for (int n = 0; n < 7; n++) {
            create("user-" + n);
            groups.add("user-" + n, "editors").orElseThrow();
            all.add("user-" + n);
        }
        List<String> listed = new ArrayList<>();
        Page<User> page = groups.members("editors", Optional.empty(), 3).orElseThrow();
        page.items().forEach(user -> listed.add(user.username()));
        while (page.next().isPresent()) {
            page = groups.members("editors", page.next(), 3).orElseThrow();
            page.items().forEach(user -> listed.add(user.username()));
        }
        assertThat(listed).containsExactlyInAnyOrderElementsOf(all);
    }

    @Test
    void aUserIsInAHundredGroupsAtMostAndThoseThatAreGoneDoNotCount() {
        for (int n = 0; n < Groups.MAX_GROUPS_OF_USER; n++) {
            annaIsIn("group-" + n, PLAIN);
        }
        groups.create("one-more", PLAIN).orElseThrow();
        Outcome<?> refused = groups.add("anna", "one-more");
        assertThat(refusal(refused)).contains(ErrorCode.LIMIT_EXCEEDED);
        assertThat(refused.asRefusal().orElseThrow().rules()).containsExactly("user.groups");

        groups.delete("group-7").orElseThrow();
        groups.add("anna", "one-more").orElseThrow();
        assertThat(namesOf("anna")).hasSize(100).contains("one-more").doesNotContain("group-7");
    }

    @Test
    void whatIsNotThereAndWhatIsNoNameIsRefused() {
        groups.create("editors", PLAIN).orElseThrow();
        assertThat(refusal(groups.add("anna", "nobody"))).contains(ErrorCode.RESOURCE_NOT_FOUND);
        assertThat(refusal(groups.remove("anna", "nobody"))).contains(ErrorCode.RESOURCE_NOT_FOUND);
        assertThat(refusal(groups.update("nobody", PLAIN))).contains(ErrorCode.RESOURCE_NOT_FOUND);
        assertThat(refusal(groups.members("nobody", Optional.empty(), 1))).contains(ErrorCode.RESOURCE_NOT_FOUND);
        assertThat(refusal(groups.add("berta", "editors"))).contains(ErrorCode.USER_NOT_FOUND);
        assertThat(refusal(groups.ofUser("berta"))).contains(ErrorCode.USER_NOT_FOUND);
        for (String name : List.of("", "two words", "a\u0000", "\u202eeditors", "\ud800", "x".repeat(129))) {
            assertThat(refusal(groups.create(name, PLAIN))).contains(ErrorCode.INVALID_PARAMETER);
            assertThat(refusal(groups.add("anna", name))).contains(ErrorCode.INVALID_PARAMETER);
        }
        assertThat(refusal(groups.create("g", role(-1, EDITOR)))).contains(ErrorCode.INVALID_PARAMETER);
        assertThat(refusal(groups.create("g", role(1, "Editor")))).contains(ErrorCode.INVALID_PARAMETER);
        assertThat(refusal(groups.list(Optional.empty(), 61))).contains(ErrorCode.INVALID_PARAMETER);
        assertThat(refusal(groups.list(Optional.empty(), 0))).contains(ErrorCode.INVALID_PARAMETER);
    }

    @Test
    void groupsOfAnotherPoolAreNotSeen() {
        annaIsIn("editors", PLAIN);
        AccountBench other = AccountBench.of(PoolBench.of(PoolBench.emailPool(), bench.context.stores()));
        assertThat(refusal(other.groups.get("editors"))).contains(ErrorCode.RESOURCE_NOT_FOUND);
        assertThat(refusal(other.groups.members("editors", Optional.empty(), 1)))
                .contains(ErrorCode.RESOURCE_NOT_FOUND);
    }

    @Test
    void eightThreadsThatCreateOneGroupMakeItOnce() {
        for (int round = 0; round < 200; round++) {
            String name = "group-" + round;
            assertThat(Race.of(8, () -> groups.create(name, PLAIN).asRefusal().isEmpty()))
                    .isEqualTo(1);
        }
    }

    @Test
    void addingAndRemovingAtOnceLeavesListAndUserAgreeing() {
        groups.create("editors", PLAIN).orElseThrow();
        for (int round = 0; round < 300; round++) {
            AtomicInteger turn = new AtomicInteger();
            Race.of(
                    8,
                    () -> turn.getAndIncrement() % 2 == 0
                            ? groups.add("anna", "editors").asRefusal().isEmpty()
                            : groups.remove("anna", "editors").asRefusal().isEmpty());
            assertThat(members("editors").contains("anna"))
                    .isEqualTo(!namesOf("anna").isEmpty());
            groups.remove("anna", "editors").orElseThrow();
        }
    }

    @Test
    void maintenanceFinishesADeletionAndDropsEntriesThatCountForNobody() {
        annaIsIn("editors", PLAIN);
        MemberKey orphan = new MemberKey(bench.context.pool(), "editors", new UserId("never-was"));
        bench.context.stores().members().insert(orphan, new Member(bench.context.now()), bench.context.newWrite());
        bench.maintenance.run(1_000);
        assertThat(bench.context.stores().members().find(orphan)).as("young").isPresent();

        bench.pool.clock.advance(Duration.ofHours(2));
        assertThat(bench.maintenance.run(1_000).entriesRemoved()).isEqualTo(1);
        assertThat(bench.context.stores().members().find(orphan)).isEmpty();
        assertThat(members("editors")).containsExactly("anna");
    }
}
