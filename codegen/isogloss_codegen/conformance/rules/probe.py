"""What can be found by asking a server."""

from __future__ import annotations

from functools import partial

from ...rule import Rule

_rule = partial(Rule, area="probe", levels=("breaking",))

RULES = (
    _rule(
        id="probe-unreachable",
        title="No answer comes from the address.",
        why="The connection is refused or broken, or no answer came in time: nothing can be told of the server.",
        example="isogloss probe http://127.0.0.1:1",
        advice="Try the curl that stands below; look at host, port and proxy. --timeout gives a slow server more time.",
    ),
    _rule(
        id="probe-control-refused",
        title="The plainest request is not taken.",
        why="Everything else varies one thing of that request, so that nothing follows from what comes then.",
        example='POST /orders {"item": "a", "count": 1}  ->  404',
        advice="Give the key (--api-key-env), a model that the server has (--model), or a shorter URL.",
    ),
    _rule(
        id="probe-overlay-differs",
        title="The server does what its overlay does not say.",
        why="Clients, mocks and tables that are made from the overlay tell of another server than this one.",
        example="stop_sequences: works; the overlay: ignored",
        advice="Correct the overlay, with the probe as evidence, or mend the server. Versions of a model may differ.",
    ),
    _rule(
        id="probe-refused",
        levels=("warning", "info"),
        title="Something that the base language has is refused.",
        why="Who sends it gets an error. It is the dialect of this server, not a mistake: others take it.",
        example='POST /orders {..., "color": "red"}  ->  400 color: not supported',
        advice="Leave it out for this server, and say so in its overlay: `x-support: {status: rejected}`.",
    ),
    _rule(
        id="probe-without-effect",
        levels=("silent", "info"),
        title="Something is taken, and has no effect.",
        why="Nobody notices: answers do not end where they should, tools are not called, no thinking comes.",
        example='{..., "stop_sequences": ["END"]}  ->  200, and the text goes on after END',
        advice="Do in the client what the server does not, and say so in its overlay: `x-support: {status: ignored}`. "
        "A model may follow by chance, or not: ask again with another one before you trust it.",
    ),
    _rule(
        id="probe-endpoint-absent",
        levels=("warning", "info"),
        title="An endpoint of the base language is not there.",
        why="Clients that list models or count tokens first do not start.",
        example="GET /items  ->  404",
        advice="Configure what the client would have asked for, and state the endpoint in the overlay as unsupported.",
    ),
    _rule(
        id="probe-unknown-field",
        levels=("info",),
        title="What happens to a field that nobody describes.",
        why="Where it is refused, fields of newer clients are errors; where it is let pass, misspelt ones are lost.",
        example='{..., "isogloss_probe": 1}  ->  400',
        advice="State it in the overlay as `unknown_fields`.",
    ),
    _rule(
        id="probe-mistake-taken",
        levels=("warning", "info"),
        title="What the base language refuses is taken.",
        why="A mistake stays hidden until the client talks to another server. For values out of range it is only told.",
        example='{..., "temperature": 2}  ->  200',
        advice="Check requests with `isogloss check` before you change providers.",
    ),
    _rule(
        id="probe-key-unchecked",
        levels=("warning", "info"),
        title="A request without the right key is let in.",
        why="Whoever reaches the server can use it; and a wrong key is not noticed until another server is asked.",
        example="x-api-key: no-such-isogloss-probe  ->  200",
        advice="On a machine of your own that may be as wanted; anywhere else let the server check keys.",
    ),
    _rule(
        id="probe-key-status",
        levels=("breaking", "warning", "info"),
        title="A missing or wrong key is not answered with 401 or 403.",
        why="Clients take a 500 for a fault that passes and ask again and again, and a 400 for a mistake in the body.",
        example="no key  ->  500",
        advice="Answer with 401 and the error envelope. As a client: treat this status as a matter of the key.",
    ),
    _rule(
        id="probe-stream-missing",
        title="A stream was asked for, and none came.",
        why="Clients wait for events and find none: they fail, or end with an empty message.",
        example='{..., "stream": true}  ->  200, content-type: application/json',
        advice="Answer with text/event-stream, or refuse. As a client: do not stream from this server.",
    ),
    _rule(
        id="probe-stream-failed",
        title="A stream breaks off with an error.",
        why="What was asked for is well; clients raise the error, with the part of the answer that came before it.",
        example='event: error, data: {"error": {"type": "busy"}}',
        advice="Ask again: it may be over. Where it is not, look into the log of the server.",
    ),
    _rule(
        id="probe-answer-failed",
        title="The server failed, or led elsewhere.",
        why="A status of 5xx says that it is the server's fault; clients repeat such requests, for the same end.",
        example="POST /orders [  ->  500",
        advice="Mend what the curl below shows; a request that is wrong is a 400. A redirect means another URL.",
    ),
    _rule(
        id="probe-answer-cut",
        title="An answer broke off.",
        why="Nothing of it can be trusted.",
        example="HTTP/1.1 200 OK, content-length: 500, and 80 bytes",
        advice="Look for a proxy that breaks off, or a server that was ended.",
    ),
    _rule(
        id="probe-answer-endless",
        title="An answer did not end in time, or is too long.",
        why="Clients hang on a stream without end, and fill their memory.",
        example="event: ping, again and again",
        advice="Look for a stream that is never closed, or a model that never stops; --timeout gives more time.",
    ),
    _rule(
        id="probe-answer-json",
        title="An answer is no JSON, or none that can be checked.",
        why="Clients cannot read it; a page of HTML is that of a proxy, or of another service at this address; events "
        "that nobody asked for are not read either.",
        example="HTTP/1.1 502 Bad Gateway, content-type: text/html",
        advice="Look who answers there. Errors have to be JSON as well.",
    ),
    _rule(
        id="probe-answer-constant",
        levels=("warning",),
        title="Two requests that have to be answered differently are answered the same.",
        why="A count of tokens that does not depend on the text is made up: clients cut conversations by it.",
        example='{"weight": 10} for one item and for ten',
        advice="Do not rely on the endpoint.",
    ),
    _rule(
        id="probe-usage",
        levels=("warning",),
        title="More tokens are reported as generated than were allowed.",
        why="What is paid or planned by these numbers is wrong; a mock may report fixed ones.",
        example="at most 16 were asked for, and 503 are reported",
        advice="Do not rely on the usage that is reported; give the probe more --max-tokens if it stops for them.",
    ),
    _rule(
        id="probe-pages",
        levels=("breaking", "warning"),
        title="A list does not lead from page to page.",
        why="Clients that follow the pages miss entries, stop with an error, or ask for the same page for ever.",
        example="GET /items?limit=1&after=a  ->  a again",
        advice="Ask for all at once if there are few, or take the names of models from the configuration.",
    ),
)
