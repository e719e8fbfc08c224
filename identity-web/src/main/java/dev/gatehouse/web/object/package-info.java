/**
 * An S3-compatible object store behind the guard: {@link dev.gatehouse.web.object.S3Handler} serves PUT, GET, HEAD and
 * DELETE of objects, ListObjectsV2 and HEAD of a bucket in path style to unmodified S3 clients, each request signed with
 * temporary credentials and decided by policies; {@link dev.gatehouse.web.object.ObjectStorage} is where the bytes rest.
 * {@link dev.gatehouse.web.object.FileObjectStorage} is one in a folder. See {@code docs/features/object-store.md}.
 *
 * <p>An object appears only after its last chunk and trailer were verified: {@link dev.gatehouse.web.object.ObjectUpload}
 * is committed then or never.
 */
@NullMarked
package dev.gatehouse.web.object;

import org.jspecify.annotations.NullMarked;
