using ComposeServer.Testing.Programs;
using Microsoft.Playwright;

namespace ComposeServer.Browser.Sample;

/// <summary>
/// Compares what a page looks like with a picture of it. Both are shrunk to a coarse grid first, for letters are drawn a little differently by
/// every machine; what stands where, and in which colours, is not.
/// </summary>
static class ScreenPicture
{
    /// <summary>Cells of the grid.</summary>
    const int Columns = 64;
    const int Rows = 36;

    /// <summary>Of 255, for each channel.</summary>
    const int ToleranceMax = 40;

    /// <summary>Of all cells.</summary>
    const int DifferentMax = Columns * Rows / 50;

    const string Compare = """
        async ({ expected, actual, columns, rows, tolerance }) => {
          const grid = async (base64) => {
            const bytes = Uint8Array.from(atob(base64), (letter) => letter.charCodeAt(0))
            const picture = await createImageBitmap(new Blob([bytes], { type: 'image/png' }))
            const canvas = new OffscreenCanvas(columns, rows)
            const drawing = canvas.getContext('2d')
            drawing.imageSmoothingQuality = 'high'
            drawing.drawImage(picture, 0, 0, columns, rows)
            return { size: `${picture.width}x${picture.height}`, cells: drawing.getImageData(0, 0, columns, rows).data }
          }
          const [a, b] = [await grid(expected), await grid(actual)]
          if (a.size !== b.size) return `is ${b.size}, not ${a.size}`
          let different = 0
          for (let cell = 0; cell < columns * rows; cell++)
            if ([0, 1, 2].some((channel) => Math.abs(a.cells[cell * 4 + channel] - b.cells[cell * 4 + channel]) > tolerance))
              different++
          return String(different)
        }
        """;

    /// <param name="page">As it is now.</param>
    /// <param name="picture">PNG among the tests, with its project.</param>
    public static async Task AssertAlikeAsync(IPage page, string picture)
    {
        var actual = await page.ScreenshotAsync(new() { Animations = ScreenshotAnimations.Disabled });
        var kept = Path.Combine(Path.GetTempPath(), "composeserver-" + Path.GetFileName(picture));
        await File.WriteAllBytesAsync(kept, actual);
        var verdict = await page.EvaluateAsync<string>(
            Compare,
            new
            {
                expected = Convert.ToBase64String(await File.ReadAllBytesAsync(NpmFolder.PathOf(picture))),
                actual = Convert.ToBase64String(actual),
                columns = Columns,
                rows = Rows,
                tolerance = ToleranceMax,
            }
        );

        Assert.True(
            int.TryParse(verdict, out var different) && different <= DifferentMax,
            $"the page {verdict} (of {Columns * Rows} cells, at most {DifferentMax} may differ) from {picture}; what it looks like now is in {kept}"
        );
    }
}
