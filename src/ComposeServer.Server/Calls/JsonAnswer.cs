using System.Text.Encodings.Web;
using System.Text.Json;
using ComposeServer.Log.Intake;
using Microsoft.AspNetCore.Http;

namespace ComposeServer.Server.Calls;

/// <summary>Writes JSON bodies, as compact and as little escaped as JavaScript writes them.</summary>
static class JsonAnswer
{
    static readonly JsonWriterOptions Options = new()
    {
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        SkipValidation = true,
    };

    /// <summary>Writes a body; status and headers are set already.</summary>
    public static async Task WriteAsync(HttpResponse response, Action<Utf8JsonWriter> write)
    {
        response.ContentType = "application/json; charset=utf-8";
        await using (var json = new Utf8JsonWriter(response.BodyWriter, Options))
            write(json);
        await response.BodyWriter.FlushAsync();
    }

    /// <summary>
    /// An object of two texts: what went wrong, and its stable word. Where it is a matter of waiting, the header says how long: nothing that is
    /// refused for a while is refused for more than a second.
    /// </summary>
    /// <param name="response">Where to.</param>
    /// <param name="member">What clients look for the text under.</param>
    /// <param name="detail">The text.</param>
    /// <param name="code">The word.</param>
    /// <param name="tips">For somebody who named a tip: that one as <c>expected</c>, and <c>current</c>.</param>
    public static Task WriteErrorAsync(
        HttpResponse response,
        string member,
        string detail,
        string code,
        TipConflict? tips = null
    )
    {
        if (response.StatusCode is StatusCodes.Status429TooManyRequests or StatusCodes.Status503ServiceUnavailable)
            response.Headers.RetryAfter = "1";
        return WriteAsync(
            response,
            json =>
            {
                json.WriteStartObject();
                json.WriteString(member, detail);
                json.WriteString("code", code);
                if (tips is not null)
                {
                    json.WriteString("expected", tips.Expected.ToString());
                    json.WriteString("current", tips.Current?.ToString());
                }

                json.WriteEndObject();
            }
        );
    }
}
