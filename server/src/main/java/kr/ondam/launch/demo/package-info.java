/// What a newcomer needs beside the server: a telephone with KakaoTalk, and a customer who has
/// consulted before.
@NullMarked
package kr.ondam.launch.demo;

import org.jspecify.annotations.NullMarked;
