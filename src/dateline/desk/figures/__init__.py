"""Figures of the desk: chosen events in, what an SVG is drawn from out. Every mark leads to the sentences that it stands for."""
