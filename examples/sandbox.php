<?php
/**
 * A request to the Remote API, and what to do with the answer. Needs PHP 7.4 and nothing else.
 *
 *     php sandbox.php <API URL> <user> <password> [<chain> [<method> [<params as JSON>]]]
 *
 *     php sandbox.php http://127.0.0.1:8080/modules/addons/wbteampro/api.php admin secret projects/219/whmcstickets
 *     php sandbox.php http://127.0.0.1:8080/modules/addons/wbteampro/api.php admin secret actions/12 put '{"action_notes":"called"}'
 */

/**
 * @param string $chain  such as projects/219/whmcstickets, without version and format
 * @param string $method get, post (create), put (update) or delete
 * @param array  $params the arguments of the method
 * @return object the decoded answer: request (action, method, format, code, message) and response
 */
function remoteRequest(string $apiUrl, string $user, string $password, string $chain, string $method = 'get', array $params = [])
{
    // In the body rather than in the address, where servers would write it into their logs.
    $body = http_build_query([
        'username' => $user,
        'password' => md5($password),
        'method' => $method,
        'params' => json_encode((object) $params, JSON_THROW_ON_ERROR),
    ]);
    $context = stream_context_create(['http' => [
        'method' => 'POST',
        'header' => 'Content-Type: application/x-www-form-urlencoded',
        'content' => $body,
        'timeout' => 30,
        // A refusal has a body as well, and that says why.
        'ignore_errors' => true,
    ]]);
    $answer = @file_get_contents(rtrim($apiUrl, '/') . '/v1/' . $chain . '/json', false, $context);
    if ($answer === false) {
        throw new RuntimeException('No answer from ' . $apiUrl);
    }
    $decoded = json_decode($answer, false, 64, JSON_THROW_ON_ERROR);
    if (!isset($decoded->request->code)) {
        throw new RuntimeException('Not an answer of the Remote API: ' . substr($answer, 0, 200));
    }
    return $decoded;
}

/** Every row of a list. The count of pages is rounded down by the interface, so rows are what counts. */
function remoteRows(string $apiUrl, string $user, string $password, string $chain, array $params = []): array
{
    $list = basename($chain);
    $rows = [];
    do {
        $answer = remoteRequest($apiUrl, $user, $password, $chain, 'get', $params + ['offset' => count($rows)]);
        if ($answer->request->code !== 200) {
            throw new RuntimeException($answer->request->message);
        }
        $rows = array_merge($rows, $answer->response->$list);
    } while (count($answer->response->$list) > 0 && count($rows) < $answer->response->data->total);
    return $rows;
}

if (isset($argv[0]) && realpath($argv[0]) === __FILE__) {
    if ($argc < 4) {
        fwrite(STDERR, "Usage: php sandbox.php <API URL> <user> <password> [<chain> [<method> [<params as JSON>]]]\n");
        exit(2);
    }
    [, $apiUrl, $user, $password] = $argv;
    try {
        $params = json_decode($argv[6] ?? '{}', true, 64, JSON_THROW_ON_ERROR);
        $answer = remoteRequest($apiUrl, $user, $password, $argv[4] ?? 'api/resources', $argv[5] ?? 'get', $params);
    } catch (Exception $failure) {
        fwrite(STDERR, $failure->getMessage() . "\n");
        exit(1);
    }
    echo $answer->request->code, ' ', $answer->request->message, "\n";
    echo json_encode($answer->response, JSON_PRETTY_PRINT | JSON_UNESCAPED_SLASHES | JSON_UNESCAPED_UNICODE), "\n";
    exit($answer->request->code === 200 ? 0 : 1);
}
