/**
 * Identity pools that are made and changed at run time:
 * {@link dev.gatehouse.credentials.directory.IdentityPools} keeps their definitions in the
 * {@link dev.gatehouse.spi.store.SettingStore} and opens them.
 *
 * <p>A change takes effect on the node that made it at once, on every other one within {@code bound} (5 s by default).
 * An update names what it changes and leaves the rest, members of a newer version included. Pools that the application
 * configures in code are not stored here.
 *
 * <table>
 * <caption>Refusals</caption>
 * <tr><th>code</th><th>when</th></tr>
 * <tr><td>{@code INVALID_PARAMETER}</td><td>{@code pool.name}, {@code pool.developer-provider} (its form, or a change
 * of one that is set), {@code pool.providers} (over 50, or one twice), {@code pool.role-mappings} (over 10, or of a
 * provider that the pool does not name), {@code pool.principal-tags} (of such a provider), {@code pool.tags} (over 50),
 * {@code pool.session-duration}, {@code pool.guest-life}, {@code pool.provider-unknown} (none resolves it),
 * {@code pool.size} (over 131,072 characters as JSON, or a text that is not Unicode), {@code page.limit}, {@code page.token}</td></tr>
 * <tr><td>{@code RESOURCE_NOT_FOUND}</td><td>no such pool</td></tr>
 * <tr><td>{@code CONCURRENT_MODIFICATION}</td><td>three lost races</td></tr>
 * </table>
 */
@NullMarked
package dev.gatehouse.credentials.directory;

import org.jspecify.annotations.NullMarked;
