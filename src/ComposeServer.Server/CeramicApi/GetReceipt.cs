using ComposeServer.Ipld;
using ComposeServer.Log.Receipts;
using ComposeServer.Server.Calls;
using Microsoft.AspNetCore.Http;

namespace ComposeServer.Server.CeramicApi;

/// <summary><c>GET receipts/:cid</c>: proof of when this server committed an event. Ours; the old node has no such call.</summary>
sealed class GetReceipt(IReceiptReader receipts) : IApiEndpoint
{
    public string Method => HttpMethods.Get;

    public string Route => "receipts/{cid}";

    public async Task<ApiAnswer> AnswerAsync(HttpContext http)
    {
        var text = (string)http.Request.RouteValues["cid"]!;
        if (!Cid.TryParse(text, out var cid))
            return new ApiAnswer.Failure(
                "a receipt is asked for by the CID of an event",
                ApiErrorCode.MalformedRequest,
                StatusCodes.Status400BadRequest
            );
        if (await receipts.FindAsync(cid, http.RequestAborted) is not { } receipt)
            return new ApiAnswer.Failure(
                $"Commit {cid} was never committed by this node",
                ApiErrorCode.CommitNotFound,
                StatusCodes.Status404NotFound
            );
        return new ApiAnswer.Json(json => ReceiptJson.WriteTo(json, receipt));
    }
}
