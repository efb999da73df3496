using System.Globalization;
using ComposeServer.Server.Calls;
using Microsoft.AspNetCore.Http;

namespace ComposeServer.Server.EventApi;

/// <summary>Reads whole numbers, never negative, from a query string.</summary>
static class QueryNumber
{
    /// <param name="http">The request.</param>
    /// <param name="name">Of the parameter.</param>
    /// <param name="otherwise">Taken when it is absent or empty.</param>
    /// <param name="value">The number.</param>
    /// <returns>False when it is there, and is no such number or is there twice.</returns>
    public static bool TryRead(HttpContext http, string name, long otherwise, out long value)
    {
        value = otherwise;
        return http.Request.Query[name] switch
        {
            [] or [null or ""] => true,
            [{ } text] => long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out value),
            _ => false,
        };
    }

    /// <summary>Reads <c>limit</c>: from 1 on.</summary>
    public static bool TryReadLimit(HttpContext http, int otherwise, int most, out int limit, out EventAnswer failure)
    {
        var isRead = TryRead(http, "limit", otherwise, out var read) && read >= 1 && read <= most;
        limit = isRead ? (int)read : 0;
        failure = new EventAnswer.Failure(
            string.Create(CultureInfo.InvariantCulture, $"limit is a number from 1 to {most}"),
            ApiErrorCode.InvalidPaging
        );
        return isRead;
    }
}
