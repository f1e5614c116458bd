# A first look at what Dateline exports, and a simple model of a dyad-month panel, in base R alone.
#
#   Rscript panel.R panel.csv polecat.tsv events.csv
#
# panel.csv    dateline export ARCHIVE --format dyad-month --zero-fill -o panel.csv
# polecat.tsv  dateline export ARCHIVE --format polecat -o polecat.tsv
# events.csv   dateline export ARCHIVE --format csv -o tables        (it is tables/events.csv)
#
# It prints how many events of each quad the three files hold and how sure the coder is of them, and a quasi-Poisson model: is there
# more conflict of A towards B in a month after more conflict, and where B does the same to A?

quads <- c("verbal_cooperation", "material_cooperation", "verbal_conflict", "material_conflict")

refuse <- function(...) {
  message("panel.R: ", ...)
  quit(status = 2)
}

# A table of this file, with these columns at least. Text stays text: "NA" is no missing value but a country's code or a name.
table_of <- function(file, sep, columns) {
  if (!file.exists(file)) refuse(file, ": there is no such file; name what dateline export wrote")
  # POLECAT is read without quotes, CSV with them; neither has comments.
  table <- read.table(file, header = TRUE, sep = sep, quote = if (sep == ",") "\"" else "", comment.char = "",
                      na.strings = "", check.names = FALSE, encoding = "UTF-8", stringsAsFactors = FALSE)
  missing <- setdiff(columns, names(table))
  if (length(missing) > 0) refuse(file, ": has no column ", missing[1], "; give the files in the order panel, POLECAT, events")
  table
}

# How many events of each quad a file holds, and the mean confidence where it tells one.
by_quad <- function(quad, confidence = NULL) {
  quad <- factor(tolower(gsub(" ", "_", quad)), levels = quads)
  mean_of <- if (is.null(confidence)) NA else as.vector(tapply(confidence, quad, mean, na.rm = TRUE))
  data.frame(events = as.vector(table(quad)), confidence = round(mean_of, 2))
}

# The panel with, for each row, its conflict, that of the month before, and that of the other side in the same month.
with_history <- function(panel) {
  panel <- panel[order(panel$source, panel$target, panel$month), ]
  panel$conflict <- panel$verbal_conflict + panel$material_conflict
  pair <- paste(panel$source, panel$target)
  before <- c(NA, head(panel$conflict, -1))
  before[!duplicated(pair)] <- NA  # the first month of a pair has none before it
  panel$before <- before
  other <- match(paste(panel$target, panel$source, panel$month), paste(pair, panel$month))
  panel$other <- ifelse(is.na(other), 0, panel$conflict[other])  # a pair that is in no row had no event
  panel$talks <- panel$verbal_cooperation
  panel
}

# Rate ratios with 95 % intervals: 2 means twice as many events for one more in the row's column.
ratios <- function(model) {
  found <- summary(model)$coefficients
  low <- found[, 1] - 1.96 * found[, 2]
  high <- found[, 1] + 1.96 * found[, 2]
  data.frame(ratio = round(exp(found[, 1]), 2), low = round(exp(low), 2), high = round(exp(high), 2),
             p = format.pval(found[, 4], digits = 2, eps = 0.001), row.names = rownames(found))
}

files <- commandArgs(trailingOnly = TRUE)
if (length(files) != 3) refuse("needs three files: Rscript panel.R panel.csv polecat.tsv events.csv")
panel <- table_of(files[1], ",", c("source", "target", "month", quads))
polecat <- table_of(files[2], "\t", c("Event ID", "Event Date", "Quad Code", "Confidence"))
events <- table_of(files[3], ",", c("event_id", "status", "quad", "confidence", "date_start"))
polecat[["Event Date"]] <- as.Date(polecat[["Event Date"]])
events$date_start <- as.Date(events$date_start)

pairs <- nrow(unique(panel[c("source", "target")]))
days <- format(range(polecat[["Event Date"]]))
strange <- setdiff(polecat[["Event ID"]], events$event_id)
cat("Months of the panel: ", min(panel$month), " to ", max(panel$month), "; ", pairs, " pairs, ", nrow(panel), " rows\n", sep = "")
cat("Days of POLECAT: ", days[1], " to ", days[2], "\n", sep = "")
cat("Events of POLECAT that are not in events.csv: ", length(strange), "\n\n", sep = "")

cat("Events by quad. POLECAT holds what happened; the panel counts stories, and only those of one country towards another.\n")
happened <- events[events$status == "happened", ]
whole <- by_quad(happened$quad, happened$confidence)
print(data.frame(events.csv = whole$events, polecat = by_quad(polecat[["Quad Code"]])$events, panel = colSums(panel[quads]),
                 confidence = whole$confidence))

cat("\nConflict of one country towards another in a month (quasi-Poisson), rate ratios:\n")
history <- with_history(panel)
model <- glm(conflict ~ before + other + talks, family = quasipoisson, data = history)
print(ratios(model))
cat("rows ", nobs(model), ", events ", sum(history$conflict[!is.na(history$before)]), ", dispersion ",
    format(round(summary(model)$dispersion, 2), nsmall = 2), "\n", sep = "")
