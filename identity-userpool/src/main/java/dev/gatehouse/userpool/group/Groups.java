package dev.gatehouse.userpool.group;

import dev.gatehouse.Cursor;
import dev.gatehouse.Done;
import dev.gatehouse.ErrorCode;
import dev.gatehouse.Outcome;
import dev.gatehouse.Page;
import dev.gatehouse.Refusal;
import dev.gatehouse.name.CanonicalName;
import dev.gatehouse.name.Names;
import dev.gatehouse.spi.store.GroupKey;
import dev.gatehouse.spi.store.GroupRow;
import dev.gatehouse.spi.store.Versioned;
import dev.gatehouse.user.Group;
import dev.gatehouse.user.User;
import dev.gatehouse.userpool.internal.context.PoolContext;
import dev.gatehouse.userpool.internal.directory.Directory;
import dev.gatehouse.userpool.internal.directory.Tries;
import dev.gatehouse.userpool.internal.group.GroupDeletion;
import dev.gatehouse.userpool.internal.group.GroupDirectory;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * The door of groups, for callers who may be told who exists. A group is named as it was created, by case; a name that
 * no group can have, of more than 128 code points or with spaces among others, is {@code INVALID_PARAMETER} with {@code
 * group.name}. {@code RESOURCE_NOT_FOUND} is for a group, {@code USER_NOT_FOUND} for a user that is not there, and
 * {@code CONCURRENT_MODIFICATION} comes after three lost races. Every operation may be repeated after an outage, which
 * is thrown as {@link dev.gatehouse.spi.StoreException}. Thread-safe; built by the user pool.
 */
public final class Groups {
    /** The most groups that a user is in. */
    public static final int MAX_GROUPS_OF_USER = Membership.MAX_GROUPS_OF_USER;

    /** The longest page. */
    public static final int MAX_PAGE = 60;

    private final PoolContext context;
    private final Directory directory;
    private final GroupDirectory groups;
    private final GroupDeletion deletion;
    private final Membership membership;

    /** Called by the user pool; applications get this from there. */
    @SuppressWarnings("exports") // the context is how the pool wires its own features
    public Groups(PoolContext context, GroupDirectory groups) {
        this.context = context;
        this.directory = new Directory(context);
        this.groups = groups;
        this.deletion = new GroupDeletion(context);
        this.membership = new Membership(context, groups);
    }

    /** Makes a group. Refusals: {@code GROUP_EXISTS}, and {@code INVALID_PARAMETER} with {@code group.value}. */
    public Outcome<Group> create(String name, GroupChange settings) {
        return canonical(name)
                .then(known -> Tries.run(context, tries -> {
                    Instant now = context.now();
                    Group.Builder fresh = Group.builder()
                            .name(known)
                            .incarnation(context.newWrite())
                            .createdAt(now)
                            .modifiedAt(now);
                    return built(settings.applyTo(fresh))
                            .fold(group -> insert(tries, group), refusal -> Optional.of(Outcome.refused(refusal)));
                }));
    }

    private Optional<Outcome<Group>> insert(Tries tries, Group group) {
        GroupKey key = key(group.name());
        Optional<Versioned<GroupRow>> standing = context.stores().groups().find(key);
        if (standing.isPresent() && standing.get().value().state() == GroupRow.State.LIVE) {
            return Optional.of(Outcome.refused(ErrorCode.GROUP_EXISTS));
        }
        standing.ifPresent(row -> deletion.finish(key, row));
        boolean won = tries.inTime()
                && context.stores().groups().insert(key, new GroupRow(group, GroupRow.State.LIVE), context.newWrite());
        groups.forget(group.name());
        return won ? Optional.of(Outcome.success(group)) : Optional.empty();
    }

    /** Returns a group. */
    public Outcome<Group> get(String name) {
        return canonical(name)
                .then(known -> groups.find(known)
                        .map(row -> Outcome.success(row.value().group()))
                        .orElseGet(Groups::missing));
    }

    /** Changes a group; what the change does not name stays. Refusal besides: {@code INVALID_PARAMETER} with {@code group.value}. */
    public Outcome<Group> update(String name, GroupChange change) {
        return canonical(name)
                .then(known -> Tries.run(context, tries -> {
                    Optional<Versioned<GroupRow>> row = groups.find(known);
                    return row.isEmpty()
                            ? Optional.of(missing())
                            : built(change.applyTo(row.get().value().group().toBuilder()
                                            .modifiedAt(context.now())))
                                    .fold(
                                            group -> replace(tries, row.get(), group),
                                            refusal -> Optional.of(Outcome.refused(refusal)));
                }));
    }

    private Optional<Outcome<Group>> replace(Tries tries, Versioned<GroupRow> row, Group next) {
        GroupRow live = new GroupRow(next, GroupRow.State.LIVE);
        boolean won = tries.inTime()
                && context.stores().groups().replace(key(next.name()), row.version(), live, context.newWrite());
        groups.forget(next.name());
        return won ? Optional.of(Outcome.success(next)) : Optional.empty();
    }

    /** Deletes a group: from the moment this commits nobody is in it. Repeat it, or let maintenance go on, after a failure. */
    public Outcome<Done> delete(String name) {
        return canonical(name)
                .then(known -> Tries.run(context, tries -> {
                    Optional<Versioned<GroupRow>> row =
                            context.stores().groups().find(key(known));
                    if (row.isEmpty()) {
                        return Optional.of(Outcome.refused(ErrorCode.RESOURCE_NOT_FOUND));
                    }
                    boolean deleted = deletion.delete(tries, key(known), row.get());
                    groups.forget(known);
                    return deleted ? Optional.of(Outcome.done()) : Optional.empty();
                }));
    }

    /**
     * Returns groups of the pool, in no order that counts.
     *
     * @param limit how many at most, 1 to {@value #MAX_PAGE}; else {@code INVALID_PARAMETER} with {@code page.limit}
     */
    public Outcome<Page<Group>> list(Optional<Cursor> cursor, int limit) {
        return limited(limit)
                .map(checked -> context.stores().groups().page(context.pool(), cursor, checked))
                .map(page -> new Page<>(
                        page.items().stream()
                                .filter(row -> row.value().state() == GroupRow.State.LIVE)
                                .map(row -> row.value().group())
                                .toList(),
                        page.next()));
    }

    /** Adds a user to a group, once. Refusal besides: {@code LIMIT_EXCEEDED} with {@code user.groups}. */
    public Outcome<Done> add(String username, String name) {
        return canonical(name)
                .then(known ->
                        directory.findForAdministrator(username).then(found -> membership.add(found.id(), known)));
    }

    /** Takes a user out of a group; done as well if it was not in it. */
    public Outcome<Done> remove(String username, String name) {
        return canonical(name)
                .then(known -> groups.find(known).isEmpty()
                        ? Outcome.refused(ErrorCode.RESOURCE_NOT_FOUND)
                        : directory.findForAdministrator(username).then(found -> membership.remove(found.id(), known)));
    }

    /** Returns the groups that a user is in, the best precedence first; at most {@value #MAX_GROUPS_OF_USER}. */
    public Outcome<List<Group>> ofUser(String username) {
        return directory.findForAdministrator(username).map(found -> groups.now(found.row()));
    }

    /**
     * Returns the users in a group. A page may be shorter than its limit before the end.
     *
     * @param limit how many at most, 1 to {@value #MAX_PAGE}; else {@code INVALID_PARAMETER} with {@code page.limit}
     */
    public Outcome<Page<User>> members(String name, Optional<Cursor> cursor, int limit) {
        return canonical(name)
                .then(known -> limited(limit)
                        .then(checked -> groups.find(known)
                                .map(row -> Outcome.success(
                                        membership.page(row.value().group(), cursor, checked)))
                                .orElseGet(() -> Outcome.refused(ErrorCode.RESOURCE_NOT_FOUND))));
    }

    private GroupKey key(String name) {
        return new GroupKey(context.pool(), name);
    }

    private static Outcome<String> canonical(String name) {
        return Names.usernameCasePreserved(name)
                .map(CanonicalName::value)
                .fold(Outcome::success, refusal -> refused("group.name"));
    }

    private static Outcome<Integer> limited(int limit) {
        return limit < 1 || limit > MAX_PAGE ? refused("page.limit") : Outcome.success(limit);
    }

    @SuppressWarnings("UnusedException") // what is out of range is said by the rule
    private static Outcome<Group> built(Group.Builder group) {
        try {
            return Outcome.success(group.build());
        } catch (IllegalArgumentException e) {
            return refused("group.value");
        }
    }

    private static <T> Outcome<T> refused(String rule) {
        return Outcome.refused(Refusal.of(ErrorCode.INVALID_PARAMETER, rule));
    }

    private static Outcome<Group> missing() {
        return Outcome.refused(ErrorCode.RESOURCE_NOT_FOUND);
    }
}
