/**
 * Groups of a pool's users. The door is {@link dev.gatehouse.userpool.group.Groups}; whoever calls it has been
 * authorized already.
 *
 * <table>
 * <caption>Operations, with the hosted service's names</caption>
 * <tr><th>operation</th><th>reference</th></tr>
 * <tr><td>{@code create}, {@code get}, {@code update}, {@code delete}, {@code list}</td><td>CreateGroup, GetGroup,
 *     UpdateGroup, DeleteGroup, ListGroups</td></tr>
 * <tr><td>{@code add}, {@code remove}</td><td>AdminAddUserToGroup, AdminRemoveUserFromGroup</td></tr>
 * <tr><td>{@code ofUser}, {@code members}</td><td>AdminListGroupsForUser, ListUsersInGroup</td></tr>
 * </table>
 *
 * <p>The ID and access token carry {@code cognito:groups}, the best precedence first; the ID token also {@code
 * cognito:roles} and, unless two groups of the best precedence give different roles, {@code cognito:preferred_role}.
 * What changes here is in the next tokens: those of this node at once, those of other nodes within the pool's {@code
 * revocationBound}. Tokens that were signed before keep what they say until they end; sign the user out to end them.
 *
 * <p>A user's own row says which groups it is in, and names their incarnation, so that a group that is deleted and made
 * again has no members. The list of a group's members is an index on that and is checked against it.
 */
@NullMarked
package dev.gatehouse.userpool.group;

import org.jspecify.annotations.NullMarked;
