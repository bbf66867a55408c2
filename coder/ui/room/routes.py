"""The routes that the reader reads and writes through, past Streamlit's reruns."""

from __future__ import annotations

import json
import logging
from collections.abc import Callable
from typing import Any

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route

from coder.errors import CoderError
from coder.store.study import Study
from coder.ui.room.guard import API
from coder.ui.room.ticket import read_ticket
from coder.verbs import room, why

LOG = logging.getLogger("coder")
TICKET = "x-coder-ticket"
AT_MOST = 1_000_000  # bytes of one request


class Refused(Exception):
    """A request that is not answered."""

    def __init__(self, status: int, why: str) -> None:
        self.status, self.why = status, why
        super().__init__(why)


def routes(study_of: Callable[[], Study]) -> list[Route]:
    """For `st.App`; *study_of* gives the study that is open."""

    def answering(work: Callable[[Study, str, Request, bytes], Any]) -> Callable[..., Any]:
        async def endpoint(request: Request) -> Response:
            try:
                body = await _body(request)
                said = await run_in_threadpool(_answer, study_of, request, body, work)
            except Refused as refused:
                return JSONResponse({"error": refused.why}, status_code=refused.status)
            except CoderError as error:
                text = error.say(request.query_params.get("language", "zh"))
                return JSONResponse({"error": text, "code": error.code}, status_code=409)
            return Response(
                said, media_type="application/json", headers={"cache-control": "no-store"}
            )

        return endpoint

    return [
        Route(API + "document", answering(_document), methods=["GET"]),
        Route(API + "evidence", answering(_evidence), methods=["GET"]),
        Route(API + "act", answering(_act), methods=["POST"]),
    ]


def _answer(
    study_of: Callable[[], Study],
    request: Request,
    body: bytes,
    work: Callable[[Study, str, Request, bytes], Any],
) -> bytes:
    study = study_of()
    coder = read_ticket(study.folder, request.headers.get(TICKET, ""))
    if coder is None:
        raise Refused(401, "ticket")
    said = work(study, coder, request, body)
    return json.dumps(said, ensure_ascii=False, separators=(",", ":")).encode()


async def _body(request: Request) -> bytes:
    body = b""
    async for part in request.stream():
        body += part
        if len(body) > AT_MOST:
            raise Refused(413, "too large")
    return body


def _document(study: Study, coder: str, request: Request, _body: bytes) -> Any:
    return room.room_document(study, request.query_params.get("id", ""), coder)


def _evidence(study: Study, _coder: str, request: Request, _body: bytes) -> Any:
    query = request.query_params
    try:
        segment = int(query.get("segment", ""))
    except ValueError as error:
        raise Refused(400, "segment") from error
    codes = [code for code in query.get("codes", "").split(",") if code]
    language = query.get("language", "zh")
    return why.evidence(study, query.get("id", ""), segment, codes, language)


def _act(study: Study, coder: str, request: Request, body: bytes) -> Any:
    try:
        said = json.loads(body)
        client, actions = str(said["client"]), list(said["actions"])
        seqs = [int(action["seq"]) for action in actions]
    except (ValueError, KeyError, TypeError) as error:
        raise Refused(400, "actions") from error
    if not client or any(seq <= 0 for seq in seqs):
        raise Refused(400, "actions")
    return room.act(study, coder, client, actions, request.query_params.get("language", "zh"))
