/** The HTTP side of the photo app: accounts as JSON, photos as S3. */
@NullMarked
package dev.gatehouse.examples.photos.server;

import org.jspecify.annotations.NullMarked;
